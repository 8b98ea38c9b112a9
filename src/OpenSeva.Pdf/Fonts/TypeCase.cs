using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace OpenSeva.Pdf.Fonts;

/// <summary>The printer's type case: a regular and a bold face for each script, found among Debian's font packages.</summary>
public sealed class TypeCase
{
    /// <summary>Where Debian's packages and administrators put fonts.</summary>
    public static readonly IReadOnlyList<string> UsualFolders =
        ["/usr/share/fonts/truetype", "/usr/local/share/fonts/truetype", "/usr/local/share/fonts"];

    /// <summary>The faces of each script, the preferred family first; each package is named for the message when none is there.</summary>
    private static readonly Choice[] Choices =
    [
        new(Script.Latin, "fonts-noto-core", "noto/NotoSerif", "noto/NotoSans"),
        new(Script.Devanagari, "fonts-noto-core", "noto/NotoSerifDevanagari", "noto/NotoSansDevanagari"),
        new(Script.Gujarati, "fonts-noto-core", "noto/NotoSerifGujarati", "noto/NotoSansGujarati", "fonts-gujr-extra/padmaa", "fonts-gujr-extra/Rekha"),
        new(Script.Gurmukhi, "fonts-noto-core", "noto/NotoSerifGurmukhi", "noto/NotoSansGurmukhi", "fonts-guru-extra/Saab"),
        new(Script.Malayalam, "fonts-noto-core", "noto/NotoSerifMalayalam", "noto/NotoSansMalayalam", "malayalam/Rachana"),
    ];

    private readonly Face[] regular;
    private readonly Face[] bold;

    private TypeCase(Face[] regular, Face[] bold) => (this.regular, this.bold) = (regular, bold);

    /// <summary>Opens the faces once; share the result.</summary>
    /// <exception cref="MissingPackageException">A library or a script's font is not installed.</exception>
    public static TypeCase Open(IReadOnlyList<string>? folders = null)
    {
        RequireLibrary(HarfBuzz.ShapeLibrary, "libharfbuzz0b");
        RequireLibrary(HarfBuzz.SubsetLibrary, "libharfbuzz-subset0");
        folders ??= UsualFolders;
        var regular = Choices.Select(choice => choice.Open(folders)).ToArray();
        var bold = Choices.Select((choice, i) => choice.OpenBold(folders) ?? regular[i]).ToArray();
        return new TypeCase(regular, bold);
    }

    internal Face For(Script script, bool strong) => (strong ? bold : regular)[(int)script];

    /// <summary>The face that prints a character: its script's, or the first other that has it.</summary>
    /// <param name="previous">The face of the character before it, which joiners, marks and dandas keep.</param>
    internal Face? Find(Rune character, bool strong, Face? previous)
    {
        if (previous is not null && (Scripts.Follows(character) || Scripts.IsDanda(character) && previous.Has(character))) return previous;

        var own = For(Scripts.Of(character), strong);
        if (own.Has(character) || Scripts.IsInvisible(character)) return own;

        return Scripts.All.Select(script => For(script, strong)).FirstOrDefault(face => face.Has(character));
    }

    private static void RequireLibrary(string library, string package)
    {
        if (!NativeLibrary.TryLoad(library, out _)) throw new MissingPackageException(package, $"The text shaping library {library}");
    }

    private sealed record Choice(Script Script, string Package, params string[] Families)
    {
        public Face Open(IReadOnlyList<string> folders) =>
            Find(folders, "-Regular.ttf", "-Medium-0.5.ttf", ".ttf")
            ?? throw new MissingPackageException(Package, $"A font for the {Script} script");

        public Face? OpenBold(IReadOnlyList<string> folders) => Find(folders, "-Bold.ttf", "-Bold.1.1.ttf");

        private Face? Find(IReadOnlyList<string> folders, params string[] endings) => Families
            .SelectMany(family => endings.SelectMany(ending => folders.Select(folder => Path.Combine(folder, family + ending))))
            .Where(File.Exists)
            .Select(path => Face.Open(path, Script))
            .FirstOrDefault();
    }
}
