using OpenSeva.Commands;

namespace OpenSeva.Tests.Operations;

/// <summary>What is typed wrongly is said in a sentence, and leaves nothing behind.</summary>
public sealed class CommandLineTests
{
    private static readonly string Nowhere = Path.Combine(Path.GetTempPath(), "openseva-tests", "nowhere");

    [Theory]
    [InlineData("port: '99999' is not between 0 and 65535", "serve", "--port", "99999")]
    [InlineData("port: 'abc' is not a number", "serve", "--port", "abc")]
    [InlineData("days: 'many' is not a number", "demo", "--days", "many")]
    [InlineData("public-url: 'notaurl' is not an address that begins with http:// or https://", "serve", "--public-url", "notaurl")]
    [InlineData("public-url: 'ftp://seva.example' is not an address that begins with http:// or https://", "journal", "verify", "--public-url", "ftp://seva.example")]
    [InlineData("bind: 'here' is not an address", "serve", "--bind", "here")]
    public async Task What_cannot_be_used_is_named_and_ends_with_two(string said, params string[] typed)
    {
        using var error = new StringWriter();

        Assert.Equal(2, await Cli.Invoke([.. typed, "--data", Nowhere], error));

        Assert.Equal(said, error.ToString().Trim());
        Assert.False(System.IO.Directory.Exists(Nowhere));
    }

    [Theory]
    [InlineData("journal", "verify")]
    [InlineData("journal", "head")]
    [InlineData("insight", "rebuild")]
    [InlineData("outbox", "stuck")]
    [InlineData("schema", "status")]
    [InlineData("user", "list")]
    [InlineData("clock", "explain", "INC/EKM-T1/2026-27/000001-5")]
    public async Task Where_there_is_no_database_none_is_made(params string[] typed)
    {
        using var error = new StringWriter();

        Assert.Equal(1, await Cli.Invoke([.. typed, "--data", Nowhere], error));

        Assert.Equal($"There is no database in {Nowhere}.", error.ToString().Trim());
        Assert.False(System.IO.Directory.Exists(Nowhere));
    }

    [Fact]
    public async Task Checking_services_makes_no_database()
    {
        using var error = new StringWriter();

        Assert.Equal(0, await Cli.Invoke(["service", "check", Flags.Beside("services"), "--data", Nowhere], error));

        Assert.False(System.IO.Directory.Exists(Nowhere));
    }

    [Fact]
    public async Task A_file_of_settings_that_is_none_is_named()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{ port");
        using var error = new StringWriter();

        Assert.Equal(2, await Cli.Invoke(["journal", "verify", "--config", file, "--data", Nowhere], error));

        Assert.Equal($"config: '{file}' is not a JSON file of settings", error.ToString().Trim());
        File.Delete(file);
    }
}
