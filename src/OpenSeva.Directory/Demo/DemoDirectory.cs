using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <summary>Writes the demonstration's offices, posts, people and calendars into the book of orders.</summary>
internal sealed class DemoDirectory(Register register, Settings settings) : IDemoStep
{
    /// <summary>The day everything in the demonstration begins: early enough for cases of the year before.</summary>
    public static readonly DateOnly Began = new(2025, 1, 1);

    public int Order => 10;

    public string Title => "Offices, posts and calendars";

    public Task Load(CancellationToken ct) => register.Write(
        "Demonstration state", _ => DemoFiles.Read(settings.DemoDirectory).Select(entry => Line.State(entry, Began)), ct);
}
