namespace OpenSeva.Documents.Scanning;

internal enum Verdict
{
    Clean,
    Infected,

    /// <summary>The scanner could not be asked: every file waits in quarantine.</summary>
    Away,

    /// <summary>The scanner was asked and said neither yes nor no: this file waits.</summary>
    Unclear,
}

/// <summary>Looks for malware in a file.</summary>
internal interface IScanner
{
    Task<Verdict> Scan(byte[] content, CancellationToken ct);
}

/// <summary>For a system without a scanner, as its operator chose: every file passes.</summary>
internal sealed class NoScanner : IScanner
{
    public Task<Verdict> Scan(byte[] content, CancellationToken ct) => Task.FromResult(Verdict.Clean);
}
