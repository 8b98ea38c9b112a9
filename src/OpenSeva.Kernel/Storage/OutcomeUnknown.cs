namespace OpenSeva.Kernel.Storage;

/// <summary>The database went away while a command was committed: it may have been kept or not. Its key, sent again, finds out.</summary>
internal sealed class OutcomeUnknown(Exception error) : Exception("The database went away during a commit.", error);
