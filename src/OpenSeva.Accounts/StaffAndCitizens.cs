using Microsoft.EntityFrameworkCore;
using OpenSeva.Accounts.Grants;
using OpenSeva.Accounts.Staff;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Accounts;

/// <summary>What this room tells the others.</summary>
internal sealed class StaffAndCitizens(AccountsDb db) : IAccounts
{
    private static readonly OftenAsked<AccountsDb, IReadOnlyCollection<Guid>, StaffCard> namesOf =
        new((db, ids) => db.Staff.Where(row => ids.Contains(row.Id)).Select(row => new StaffCard(row.Id, row.Name, row.Department)));

    public Task<CitizenCard?> Citizen(Guid id, CancellationToken ct) => db.Citizens.AsNoTracking().Where(row => row.Id == id)
        .Select(row => new CitizenCard(row.Id, row.Name, row.Email, row.Mobile, row.Language)).SingleOrDefaultAsync(ct);

    public Task<StaffCard?> Staff(Guid id, CancellationToken ct) => db.Staff.AsNoTracking().Where(row => row.Id == id)
        .Select(row => new StaffCard(row.Id, row.Name, row.Department)).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlyDictionary<Guid, string>> StaffNames(IReadOnlyCollection<Guid> ids, CancellationToken ct) => ids.Count is 0 ? new Dictionary<Guid, string>()
        : (await namesOf.All(db, ids, ct)).ToDictionary(card => card.Id, card => card.Name);

    public Task<bool> HasPower(Guid staff, string power, CancellationToken ct) => db.Staff
        .AnyAsync(row => row.Id == staff && row.State == StaffState.Active && db.Grants.Any(grant => grant.StaffId == staff && grant.Power == power && grant.State == GrantState.Active), ct);

    public async Task<IReadOnlyList<StaffCard>> StaffOf(string? department, CancellationToken ct) => await db.Staff.AsNoTracking()
        .Where(row => row.State == StaffState.Active && (department == null || row.Department == department))
        .OrderBy(row => row.Name).Select(row => new StaffCard(row.Id, row.Name, row.Department)).ToListAsync(ct);
}
