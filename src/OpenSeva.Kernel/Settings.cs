using Microsoft.Extensions.Configuration;

namespace OpenSeva.Kernel;

/// <summary>What this process was started with. Sources: file, environment, flags, in that order.</summary>
public sealed record Settings
{
    /// <summary>Folder for the embedded database, uploaded and issued files, keys.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>PostgreSQL connection string; null means the embedded database in <see cref="DataDirectory"/>.</summary>
    public string? Database { get; init; }

    /// <summary>Name of the embedded database's file.</summary>
    public const string EmbeddedDatabase = "openseva.db";

    /// <summary>False before the first start: who only asks makes no database. Of PostgreSQL only the server knows.</summary>
    public bool HasDatabase => Database is not null || File.Exists(Path.Combine(DataDirectory, EmbeddedDatabase));

    /// <summary>Connection string of the role that owns the schema; needed only to update it.</summary>
    public string? DatabaseOwner { get; init; }

    /// <summary>How the outside reaches this system: QR codes, passkeys, links in messages.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Folder of the service definitions.</summary>
    public required string ServicesDirectory { get; init; }

    /// <summary>Folder of the demonstration state: beside the service definitions, unless configured.</summary>
    public string DemoDirectory => Configuration["demo"] ?? Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(ServicesDirectory))!, "demo");

    /// <summary>The government's name as it was configured; what is shown is <see cref="Marks.StateName"/>.</summary>
    public LocalText? StateName { get; init; }

    /// <summary>Everything else, by section: each room reads its own.</summary>
    public IConfiguration Configuration { get; init; } = new ConfigurationBuilder().Build();
}
