namespace OpenSeva.Kernel.Storage;

/// <summary>How the operating system says that a file beside the database cannot be kept (errno of Linux).</summary>
internal static class FileRefused
{
    private const int IoError = 5, NoSpace = 28, ReadOnlyFileSystem = 30, OverQuota = 122;

    public static bool Is(Exception? error) => error is not null
        && (error is IOException { HResult: IoError or NoSpace or ReadOnlyFileSystem or OverQuota } || Is(error.InnerException));
}
