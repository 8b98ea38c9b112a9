namespace OpenSeva.Contracts.Documents;

/// <summary>A room that uses files before a case holds them: it is asked before one is taken back.</summary>
public interface IUseUploads
{
    /// <summary>Whether something of its owner's stands on the upload. Called inside a command.</summary>
    Task<bool> Uses(Guid upload, Guid owner, CancellationToken ct);
}
