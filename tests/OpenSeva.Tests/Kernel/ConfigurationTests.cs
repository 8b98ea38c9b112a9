using System.Net;
using Microsoft.Extensions.Configuration;
using OpenSeva.Commands;

namespace OpenSeva.Tests.Kernel;

/// <summary>Every setting can be given by flag, environment or file, under one name.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("OPENSEVA_PUBLIC_URL", "public-url")]
    [InlineData("OPENSEVA_DB_OWNER", "db-owner")]
    [InlineData("OPENSEVA_TRUSTED_PROXIES", "trusted-proxies")]
    [InlineData("OPENSEVA_STATE_NAME__ml", "state-name:ml")]
    [InlineData("OPENSEVA_ACCOUNTS__FAILURES_PER_HOUR", "accounts:failures-per-hour")]
    [InlineData("OPENSEVA_NOTICES__SMTP__HOST", "Notices:Smtp:Host")]
    [InlineData("OPENSEVA_public-url", "public-url")]
    public void A_name_a_shell_can_export_reaches_its_setting(string variable, string setting) =>
        Assert.Equal("given", Environment((variable, "given"), ("PATH", "/bin"))[setting]);

    [Fact]
    public void Serving_is_set_up_from_file_or_environment_and_a_flag_wins()
    {
        var configured = Environment(
            ("OPENSEVA_PORT", "6001"), ("OPENSEVA_BIND", "0.0.0.0"), ("OPENSEVA_CERTIFICATE", "chain.pem"), ("OPENSEVA_CERTIFICATE_KEY", "key.pem"), ("OPENSEVA_ROLES", "worker"));

        Assert.Equal(new Listening(IPAddress.Any, 6001, "chain.pem", "key.pem", Roles.Worker), Read(configured));
        Assert.Equal(new Listening(IPAddress.Loopback, 7001, "chain.pem", "key.pem", Roles.Web), Read(configured, "--port", "7001", "--bind", "127.0.0.1", "--roles", "web"));
        Assert.Equal(new Listening(IPAddress.Loopback, 5080, null, null, Roles.All), Read(Environment()));
    }

    [Theory]
    [InlineData("OPENSEVA_PORT", "many", "port: 'many'")]
    [InlineData("OPENSEVA_PORT", "70000", "port: '70000'")]
    [InlineData("OPENSEVA_BIND", "here", "bind: 'here'")]
    [InlineData("OPENSEVA_ROLES", "web,cook", "roles: 'cook'")]
    public void What_cannot_be_served_is_said_by_its_name(string variable, string value, string said) =>
        Assert.StartsWith(said, Assert.Throws<WrongSetting>(() => Read(Environment((variable, value)))).Message, StringComparison.Ordinal);

    private static Listening Read(IConfiguration configured, params string[] flags) => Listening.Read(Cli.Root().Parse(["serve", .. flags]), configured);

    private static IConfiguration Environment(params (string Name, string Value)[] variables) => new ConfigurationBuilder()
        .AddInMemoryCollection(Flags.FromEnvironment(variables.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value)))).Build();
}
