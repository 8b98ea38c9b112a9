namespace OpenSeva.Pdf.Fonts;

/// <summary>A Debian package that printing needs is not installed.</summary>
public sealed class MissingPackageException : Exception
{
    public MissingPackageException(string package, string what)
        : base($"{what} is missing. Install it with: apt-get install {package}") => Package = package;

    public MissingPackageException(string message) : base(message)
    {
    }

    public MissingPackageException(string message, Exception inner) : base(message, inner)
    {
    }

    public MissingPackageException()
    {
    }

    public string Package { get; } = "";
}
