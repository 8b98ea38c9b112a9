using OpenSeva.Accounts.Citizens;
using OpenSeva.Accounts.Grants;
using OpenSeva.Accounts.Staff;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OpenSeva.Accounts.Demo;

/// <summary>The invented staff of demo/people.yaml with their powers, and two invented citizens.</summary>
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

        db.Citizens.Add(Citizen.Register("Meera Thomas", "meera.thomas@citizen.example", "9847012345", "ml", now, DemoCitizens.Meera));
        db.Citizens.Add(Citizen.Register("Gurpreet Kaur", "gurpreet.kaur@citizen.example", "9814054321", "pa", now, DemoCitizens.Gurpreet));
        return Task.FromResult(people.Count);
    }

    private static List<Person> People()
    {
        using var reader = new StreamReader(typeof(DemoAccounts).Assembly.GetManifestResourceStream("Demo/people.yaml")!);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<Sheet>(reader).People;
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

        /// <summary>For the reader; the directory decides who sits where.</summary>
        public string? Post { get; init; }
    }
}
