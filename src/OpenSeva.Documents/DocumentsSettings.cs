using Microsoft.Extensions.Configuration;

namespace OpenSeva.Documents;

/// <summary>What an operator decides about documents: section <c>documents</c> of the settings file, or <c>OPENSEVA_DOCUMENTS__NAME</c>.</summary>
internal sealed class DocumentsSettings
{
    /// <summary>Where ClamAV's daemon listens: a socket's path or host:port. None: files are not scanned.</summary>
    public string? Clamd { get; init; }

    /// <summary>The largest file taken in, whatever a service allows; phones make photos of 12 MB.</summary>
    public int MaxMegabytes { get; init; } = 25;

    public int MaxPages { get; init; } = 100;

    /// <summary>How many of the largest files one form may bring, where several documents are asked for at once.</summary>
    public int FormFiles { get; init; } = 6;

    /// <summary>The largest form of several files, with what is typed around them.</summary>
    public int FormMegabytes => FormFiles * MaxMegabytes + 1;

    /// <summary>Pages of PDFs are drawn for the desk that reads them, with Debian's poppler-utils; off: officers open the file.</summary>
    public bool DrawPages { get; init; } = true;

    /// <summary>How much one person may keep that belongs to no application yet.</summary>
    public int QuotaMegabytes { get; init; } = 200;

    /// <summary>How much one person may send in on a day, whether or not it is kept.</summary>
    public int DayMegabytes { get; init; } = 500;

    /// <summary>File that holds the passphrase of the key file; none: a passphrase is made beside it at first start.</summary>
    public string? KeyPassphraseFile { get; init; }

    /// <summary>A PKCS#11 module's library: the private key then stays on that device.</summary>
    public string? Pkcs11Module { get; init; }

    /// <summary>Label of the token, the same as of the key on it.</summary>
    public string? Pkcs11Token { get; init; }

    public string? Pkcs11Key { get; init; }

    public string? Pkcs11PinFile { get; init; }

    /// <summary>PEM file with the device key's certificate first, then those above it.</summary>
    public string? Pkcs11Certificates { get; init; }

    public static DocumentsSettings From(IConfiguration configuration) =>
        configuration.GetSection("documents").Get<DocumentsSettings>() ?? new();
}
