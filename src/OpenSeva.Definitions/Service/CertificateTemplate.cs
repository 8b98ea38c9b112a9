namespace OpenSeva.Definitions;

/// <summary>The deliverable's layout: text keys with {field} placeholders.</summary>
/// <param name="Title">Text key.</param>
/// <param name="Body">Text keys of the paragraphs, in order.</param>
/// <param name="Rows">Label and value pairs shown as a table: text key and field code, of the form or of an officer's own.</param>
/// <param name="ValidMonths">Null: no expiry.</param>
/// <param name="SignedBy">Role whose post and office stand under the document.</param>
public sealed record CertificateTemplate(
    string Title,
    IReadOnlyList<string> Body,
    IReadOnlyList<CertificateRow> Rows,
    int? ValidMonths,
    string SignedBy);

public sealed record CertificateRow(string Label, string Field);
