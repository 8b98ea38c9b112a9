namespace OpenSeva.Kernel.Storage;

/// <summary>Folders and files that nobody but the program's own account may open: they hold people's papers and the keys.</summary>
public static class OwnFiles
{
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder when it is not there; one that is there keeps its mode.</summary>
    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(path);
        else System.IO.Directory.CreateDirectory(path, OfFile | UnixFileMode.UserExecute);
    }

    /// <summary>Opens a file to write, which is made when it is not there; one that is there keeps its mode and content.</summary>
    public static FileStream File(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OfFile;
        return new FileStream(path, options);
    }
}
