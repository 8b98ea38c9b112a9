using Microsoft.EntityFrameworkCore;
using OpenSeva.Catalogue.Popularity;
using OpenSeva.Catalogue.Versions;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Catalogue;

/// <summary>The room's window on the database.</summary>
internal sealed class CatalogueDb(DbContextOptions<CatalogueDb> options) : ModuleDb(options)
{
    public DbSet<ServiceVersion> Versions => Set<ServiceVersion>();

    public DbSet<ServiceUse> Uses => Set<ServiceUse>();
}
