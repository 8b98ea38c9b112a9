using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Directory;

/// <summary>The directory's window on the database: the book of orders, and what waits to be written into it.</summary>
internal sealed class DirectoryDb(DbContextOptions<DirectoryDb> options) : ModuleDb(options)
{
    public DbSet<Change> Changes => Set<Change>();
    public DbSet<ChargeProposal> Proposals => Set<ChargeProposal>();
}
