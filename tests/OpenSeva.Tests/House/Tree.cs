using System.Runtime.CompilerServices;

namespace OpenSeva.Tests.House;

/// <summary>The checkout these tests were built from.</summary>
internal static class Tree
{
    public static string Root { get; } = Find();

    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal));

    public static string Name(string path) => Path.GetRelativePath(Root, path);

    private static string Find([CallerFilePath] string here = "")
    {
        for (var at = new DirectoryInfo(Path.GetDirectoryName(here)!); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "OpenSeva.slnx"))) return at.FullName;
        }

        throw new InvalidOperationException("The tests run from a checkout.");
    }
}
