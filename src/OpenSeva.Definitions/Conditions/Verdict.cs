namespace OpenSeva.Definitions;

/// <summary>What a condition says about the answers given so far.</summary>
public enum Verdict
{
    Fails,

    /// <summary>A field it looks at has not been answered, and the other fields do not settle it.</summary>
    Unknown,

    Holds,
}
