using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OpenSeva.Documents.Store;

/// <summary>
/// Tells the disk to keep what was written, and hears when it does not: the framework's own flush hides a failing
/// fsync, so the call is made here.
/// </summary>
internal static partial class Disk
{
    private const int ReadOnly = 0, Folder = 0x10000, KeptByChildren = 0x80000;

    /// <exception cref="IOException">The disk did not confirm.</exception>
    public static void Keep(SafeFileHandle file)
    {
        if (Fsync(file) != 0) throw Failed("fsync");
    }

    /// <summary>A new name in a folder survives a crash only when the folder itself was kept.</summary>
    public static void KeepNames(string folder)
    {
        var handle = Open(folder, ReadOnly | Folder | KeptByChildren);
        if (handle < 0) throw Failed("open");
        using var file = new SafeFileHandle(handle, ownsHandle: true);
        Keep(file);
    }

    private static IOException Failed(string call) =>
        new($"{call}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
