using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Tests.House;

namespace OpenSeva.Tests.Directory;

/// <summary>The program with the demonstration's directory. Staff are known by the names of demo/people.yaml; how they sign in is another room's test.</summary>
public class OfficeApp : SevaApp
{
    internal KnownStaff Staff { get; } = new();

    internal Actor Administrator => new(ActorKind.Staff, Staff.All[0].Id, null, "revenue", [Grant.Administrator]);

    protected override void Adjust(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<IAccounts>(Staff));

    protected override async Task Prepare()
    {
        await Services.GetRequiredService<Marks>().MakeDemonstration(default);
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.System;
        await scope.ServiceProvider.GetServices<IDemoStep>().Single(step => step.Order == 10).Load(default);
    }

    /// <summary>Lost the power of an administrator.</summary>
    public static Guid Relieved { get; } = Guid.CreateVersion7();

    internal sealed class KnownStaff : IAccounts
    {
        public IReadOnlyList<StaffCard> All { get; } =
            [.. File.ReadAllText(Path.Combine(Tree.Root, "demo", "people.yaml")).Split("\n  - id: ").Skip(1).Select(person => person.Split('\n'))
                .Select(lines => new StaffCard(Guid.Parse(lines[0]), lines[1].Split(": ")[1], lines[2].Split(": ")[1]))];

        public Task<CitizenCard?> Citizen(Guid id, CancellationToken ct) => Task.FromResult<CitizenCard?>(null);

        public Task<StaffCard?> Staff(Guid id, CancellationToken ct) => Task.FromResult(All.FirstOrDefault(person => person.Id == id));

        public Task<IReadOnlyDictionary<Guid, string>> StaffNames(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
            Task.FromResult<IReadOnlyDictionary<Guid, string>>(All.Where(person => ids.Contains(person.Id)).ToDictionary(person => person.Id, person => person.Name));

        public Task<bool> HasPower(Guid staff, string power, CancellationToken ct) => Task.FromResult(staff != Relieved);

        public Task<IReadOnlyList<StaffCard>> StaffOf(string? department, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<StaffCard>>([.. All.Where(person => department is null || person.Department == department).OrderBy(person => person.Name)]);
    }
}
