namespace OpenSeva.Kernel;

/// <summary>What a room adds to the demonstration state. Runs as the system, once, in an empty database.</summary>
public interface IDemoStep
{
    /// <summary>Directory 10, Accounts 20, Catalogue 30, applications 50.</summary>
    int Order { get; }

    /// <summary>Line printed while it loads, in English: "Offices, posts and calendars".</summary>
    string Title { get; }

    Task Load(CancellationToken ct);
}
