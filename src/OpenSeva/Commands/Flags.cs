using System.Collections;
using System.CommandLine;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using OpenSeva.Kernel;

namespace OpenSeva.Commands;

/// <summary>
/// The shared flags. Each also reads its name from the environment (OPENSEVA_PUBLIC_URL for --public-url) and from the
/// configuration file.
/// </summary>
internal static class Flags
{
    private const string Prefix = "OPENSEVA_";

    public static readonly Option<string?> Data = new("--data") { Description = "Folder of the embedded database, files and keys (default: data)", Recursive = true };
    public static readonly Option<string?> Db = new("--db") { Description = "PostgreSQL connection string of the program's own role; without it the embedded database is used", Recursive = true };
    public static readonly Option<string?> DbOwner = new("--db-owner") { Description = "PostgreSQL connection string of the role that owns the schema; needed to update it", Recursive = true };
    public static readonly Option<string?> PublicUrl = new("--public-url") { Description = "How the outside reaches this system: links, QR codes, passkeys", Recursive = true };
    public static readonly Option<string?> StateName = new("--state-name") { Description = "The government's name as pages, messages and certificates show it; per language in the configuration file", Recursive = true };
    public static readonly Option<string?> Services = new("--services") { Description = "Folder of the service definitions (default: services beside the program)", Recursive = true };
    public static readonly Option<string?> Config = new("--config") { Description = "Configuration file (default: openseva.json in the data folder, when there)", Recursive = true };

    /// <param name="port">The port as a flag named it.</param>
    public static Settings Read(ParseResult parsed, int? port = null)
    {
        if (port is { } named) Listening.Check(named);
        var data = Path.GetFullPath(parsed.GetValue(Data) ?? Environment.GetEnvironmentVariable("OPENSEVA_DATA") ?? "data");
        var configuration = Configuration(data, parsed.GetValue(Config) ?? Environment.GetEnvironmentVariable("OPENSEVA_CONFIG"));
        var database = parsed.GetValue(Db) ?? configuration["db"];
        return new Settings
        {
            DataDirectory = data,
            Database = string.IsNullOrWhiteSpace(database) ? null : database,
            DatabaseOwner = parsed.GetValue(DbOwner) ?? configuration["db-owner"],
            PublicUrl = Address(parsed.GetValue(PublicUrl) ?? configuration["public-url"] ?? $"http://localhost:{port ?? Port(configuration) ?? Listening.DefaultPort}"),
            ServicesDirectory = Path.GetFullPath(parsed.GetValue(Services) ?? configuration["services"] ?? Beside("services")),
            StateName = Name(parsed.GetValue(StateName), configuration.GetSection("state-name")),
            Configuration = configuration,
        };
    }

    private static Uri Address(string given) =>
        Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { Host.Length: > 0, Query: "", Fragment: "" }
            ? address
            : throw new WrongSetting("public-url", given, "an address that begins with http:// or https://");

    private static int? Port(IConfiguration configuration) =>
        int.TryParse(configuration["port"], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort ? port : null;

    /// <summary>One name for every language, or one each: <c>"state-name": { "en": "…", "ml": "…" }</c>. A language left out is told in English.</summary>
    internal static LocalText? Name(string? flag, IConfigurationSection configured)
    {
        if (!string.IsNullOrWhiteSpace(flag)) return new(flag.Trim());

        var english = Given(configured.Value) ?? Given(configured["en"]) ?? Languages.All.Select(language => Given(configured[language.Code])).FirstOrDefault(name => name is not null);
        return english is null ? null
            : new(english, Given(configured["hi"]), Given(configured["gu"]), Given(configured["ml"]), Given(configured["pa"]));

        static string? Given(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();
    }

    /// <summary>Folders that come with the program: beside it when published, above it in a checkout.</summary>
    public static string Beside(string folder)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var found = Path.Combine(at.FullName, folder);
            if (System.IO.Directory.Exists(found) && !File.Exists(Path.Combine(at.FullName, $"OpenSeva.{folder}.csproj"))) return found;
        }

        return Path.GetFullPath(folder);
    }

    private static IConfiguration Configuration(string data, string? file)
    {
        var named = file is null ? Path.Combine(data, "openseva.json") : Path.GetFullPath(file);
        try
        {
            return Configuration(named, isOptional: file is null);
        }
        catch (InvalidDataException)
        {
            throw new WrongSetting("config", named, "a JSON file of settings");
        }
    }

    private static IConfiguration Configuration(string named, bool isOptional) => new ConfigurationBuilder()
        .AddJsonFile(named, isOptional)
        .AddInMemoryCollection(FromEnvironment(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value))))
        .Build();

    /// <summary>
    /// A shell can export no name with a hyphen: OPENSEVA_PUBLIC_URL says public-url, and two underscores part a section
    /// from its settings. The name with its hyphens, as the file has it, counts too.
    /// </summary>
    internal static IEnumerable<KeyValuePair<string, string?>> FromEnvironment(IEnumerable<KeyValuePair<string, string?>> variables) => variables
        .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && variable.Key.Length > Prefix.Length)
        .Select(variable => KeyValuePair.Create(
            variable.Key[Prefix.Length..].Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal).Replace('_', '-'), variable.Value))
        .DistinctBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase);
}
