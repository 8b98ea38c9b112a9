using Microsoft.EntityFrameworkCore;
using OpenSeva.Accounts.Citizens;
using OpenSeva.Accounts.Codes;
using OpenSeva.Accounts.Grants;
using OpenSeva.Accounts.Passkeys;
using OpenSeva.Accounts.Sessions;
using OpenSeva.Accounts.Staff;
using OpenSeva.Accounts.Tokens;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Accounts;

/// <summary>Who is known here, and how they prove it.</summary>
internal sealed class AccountsDb(DbContextOptions<AccountsDb> options) : ModuleDb(options)
{
    public DbSet<Citizen> Citizens => Set<Citizen>();

    public DbSet<StaffMember> Staff => Set<StaffMember>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<Passkey> Passkeys => Set<Passkey>();

    public DbSet<StaffGrant> Grants => Set<StaffGrant>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<AccessToken> Tokens => Set<AccessToken>();

    public DbSet<Proof> Proofs => Set<Proof>();

    public DbSet<Recovery> Recoveries => Set<Recovery>();

    public DbSet<OneTimeCode> Codes => Set<OneTimeCode>();

    public DbSet<Challenge> Challenges => Set<Challenge>();

    public DbSet<SessionUse> SessionUses => Set<SessionUse>();

    public DbSet<Attempts> Attempts => Set<Attempts>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SessionUse>().HasKey(use => use.SessionId);
        modelBuilder.Entity<Challenge>().HasKey(challenge => challenge.HandleHash);
        modelBuilder.Entity<Attempts>().HasKey(attempts => new { attempts.Key, attempts.Hour });
        modelBuilder.Entity<Passkey>().Property(passkey => passkey.Transports).IsJsonText();
        modelBuilder.Entity<AccessToken>().Property(token => token.Scopes).IsJsonText();
        base.OnModelCreating(modelBuilder);
    }
}
