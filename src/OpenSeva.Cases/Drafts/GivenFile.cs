using OpenSeva.Contracts.Documents;

namespace OpenSeva.Cases.Drafts;

/// <summary>A file given for one of the service's documents.</summary>
/// <param name="Code">The document's code.</param>
public sealed record GivenFile(string Code, UploadCard Card);
