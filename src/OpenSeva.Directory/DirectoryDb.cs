using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Directory;

/// <summary>The directory's window on the database: one book of orders.</summary>
internal sealed class DirectoryDb(DbContextOptions<DirectoryDb> options) : ModuleDb(options)
{
    public DbSet<Change> Changes => Set<Change>();
}
