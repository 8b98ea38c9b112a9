namespace OpenSeva.Ui;

/// <summary>How much of a moment a person needs.</summary>
public enum WhenStyle { Moment, Day, Relative }
