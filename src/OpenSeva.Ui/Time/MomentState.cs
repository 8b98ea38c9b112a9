namespace OpenSeva.Ui;

/// <summary>Where a moment of a timeline stands: done, where the matter is, still to come.</summary>
public enum MomentState { Past, Now, Ahead }
