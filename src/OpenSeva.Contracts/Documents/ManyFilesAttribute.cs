namespace OpenSeva.Contracts.Documents;

/// <summary>On a page whose form may bring several files at once: its request may be as large as several of the largest files.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ManyFilesAttribute : Attribute;
