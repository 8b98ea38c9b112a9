using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Clock;

/// <summary>The room's window on the database.</summary>
internal sealed class ClockDb(DbContextOptions<ClockDb> options) : ModuleDb(options)
{
    public DbSet<CaseClock> Clocks => Set<CaseClock>();
}
