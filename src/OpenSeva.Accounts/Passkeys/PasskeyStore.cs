using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Accounts.Staff;

namespace OpenSeva.Accounts.Passkeys;

/// <summary>
/// Lets the framework's passkey handler read our staff and their keys. It reads only: what changes is changed by our own
/// entities, in the command's transaction.
/// </summary>
internal sealed class PasskeyStore(AccountsDb db) : IUserPasskeyStore<StaffMember>
{
    public Task<string> GetUserIdAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString("N"));

    public Task<string?> GetUserNameAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.EmailKey);

    public async Task<StaffMember?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParseExact(userId, "N", out var id)
            ? await db.Staff.SingleOrDefaultAsync(row => row.Id == id && row.State == StaffState.Active, cancellationToken)
            : null;

    public async Task<StaffMember?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await db.Staff.SingleOrDefaultAsync(row => row.EmailKey == normalizedUserName && row.State == StaffState.Active, cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(StaffMember user, CancellationToken cancellationToken) =>
        [.. (await Good(user).ToListAsync(cancellationToken)).Select(Info)];

    public async Task<StaffMember?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        // Of any key that ever was: an identifier names one key for good.
        var owner = await db.Passkeys.Where(row => row.CredentialId == credentialId).Select(row => (Guid?)row.StaffId).SingleOrDefaultAsync(cancellationToken);
        return owner is { } id ? await db.Staff.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) : null;
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(StaffMember user, byte[] credentialId, CancellationToken cancellationToken) =>
        await Good(user).SingleOrDefaultAsync(row => row.CredentialId == credentialId, cancellationToken) is { } found ? Info(found) : null;

    public Task AddOrUpdatePasskeyAsync(StaffMember user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task RemovePasskeyAsync(StaffMember user, byte[] credentialId, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task SetUserNameAsync(StaffMember user, string? userName, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task SetNormalizedUserNameAsync(StaffMember user, string? normalizedName, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task<IdentityResult> CreateAsync(StaffMember user, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task<IdentityResult> UpdateAsync(StaffMember user, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task<IdentityResult> DeleteAsync(StaffMember user, CancellationToken cancellationToken) => throw ReadsOnly();

    public void Dispose()
    {
    }

    private IQueryable<Passkey> Good(StaffMember user) => db.Passkeys.Where(row => row.StaffId == user.Id && row.EndedAt == null && row.DoubtedAt == null);

    // The count is judged by Passkey.Use, which keeps the alarm; told zero, the handler leaves it to us.
    private static UserPasskeyInfo Info(Passkey row) => new(
        row.CredentialId, row.PublicKey, row.EnrolledAt, signCount: 0, [.. row.Transports], isUserVerified: true,
        row.IsBackupEligible, row.IsBackedUp, row.AttestationObject, row.ClientDataJson);

    private static NotSupportedException ReadsOnly() => new("Staff and passkeys change through their own commands.");
}
