using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Desk;

/// <summary>The room's window on the database.</summary>
internal sealed class DeskDb(DbContextOptions<DeskDb> options) : ModuleDb(options)
{
    public DbSet<Item> Items => Set<Item>();

    public DbSet<Movement> Movements => Set<Movement>();

    public DbSet<PassedItem> Passed => Set<PassedItem>();
}
