using OpenSeva.Accounts.Citizens;
using OpenSeva.Accounts.Grants;
using OpenSeva.Accounts.Staff;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OpenSeva.Accounts.Demo;

/// <summary>The invented staff of demo/people.yaml with their powers, and the invented citizens of demo/citizens.yaml.</summary>
public sealed class DemoAccounts(Work work, TimeProvider clock) : IDemoStep
{
    public int Order => 20;

    public string Title => "Staff and citizens";

    public Task Load(CancellationToken ct) => work.Run((IServiceProvider command) => Seed(command), ct);

    private Task<int> Seed(IServiceProvider command)
    {
        var (db, now) = ((AccountsDb)command.GetService(typeof(AccountsDb))!, clock.Now);
        var people = People();
        foreach (var person in people)
        {
            db.Staff.Add(StaffMember.Add(person.Name, person.Email, person.Department, person.Language, now, person.Id));
            foreach (var power in person.Grants) db.Grants.Add(StaffGrant.Install(person.Id, power, now));
        }

        // The first ones registered first: they head the list of whom to sign in as.
        var citizens = Read<Register>("Demo/citizens.yaml").Citizens;
        for (var i = 0; i < citizens.Count; i++)
        {
            var citizen = citizens[i];
            db.Citizens.Add(Citizen.Register(citizen.Name, citizen.Email, citizen.Mobile, citizen.Language, now.AddMinutes(i - citizens.Count), citizen.Id));
        }

        return Task.FromResult(people.Count);
    }

    /// <summary>Whom to be first, and what they do: enough to see an application's whole way.</summary>
    internal static IReadOnlyDictionary<Guid, string> Beginners() => People().Where(person => person.Begin is not null).ToDictionary(person => person.Id, person => person.Begin!);

    private static List<Person> People() => Read<Sheet>("Demo/people.yaml").People;

    private static T Read<T>(string resource)
    {
        using var reader = new StreamReader(typeof(DemoAccounts).Assembly.GetManifestResourceStream(resource)!);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<T>(reader);
    }

    internal sealed class Register
    {
        public List<Resident> Citizens { get; init; } = [];
    }

    internal sealed class Resident
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string Mobile { get; init; } = "";
        public string Language { get; init; } = Languages.Default;

        /// <summary>Who they are in their applications, and where these come from; the applications' story reads it.</summary>
        public string Gender { get; init; } = "";
        public string Guardian { get; init; } = "";
        public string Village { get; init; } = "";
        public string Panchayat { get; init; } = "";
        public string Ward { get; init; } = "";
    }

    internal sealed class Sheet
    {
        public List<Person> People { get; init; } = [];
    }

    internal sealed class Person
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Department { get; init; } = "";
        public string Email { get; init; } = "";
        public string Language { get; init; } = Languages.Default;
        public List<string> Grants { get; init; } = [];

        public string? Begin { get; init; }

        /// <summary>For the reader; the directory decides who sits where.</summary>
        public string? Post { get; init; }
    }
}
