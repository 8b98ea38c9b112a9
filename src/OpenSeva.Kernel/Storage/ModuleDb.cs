using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OpenSeva.Kernel.Storage;

/// <summary>
/// One room's window on the database. Handed out by the Kernel alone (inject it in a slice for reading, take it as a
/// parameter of <see cref="Work"/> for writing); never constructed, never given another connection.
/// </summary>
public abstract class ModuleDb(DbContextOptions options) : DbContext(options)
{
    private bool isGivenBack;

    /// <summary>False for rooms whose rows are read models: nothing of them enters the journal.</summary>
    protected internal virtual bool IsJournaled => true;

    /// <summary>Back to its pool. The scope that handed the window out, too, disposes of it: by then it is somebody else's.</summary>
    internal async ValueTask GiveBack()
    {
        isGivenBack = true;
        await base.DisposeAsync();
        isGivenBack = false;
    }

    /// <summary>Nothing: only <see cref="GiveBack"/> ends a lease.</summary>
    public sealed override void Dispose()
    {
        if (isGivenBack) base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Nothing: only <see cref="GiveBack"/> ends a lease.</summary>
    public sealed override async ValueTask DisposeAsync()
    {
        if (isGivenBack) await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<LocalText>().HaveConversion<JsonConverter<LocalText>>();
        configurationBuilder.Properties<Money>().HaveConversion<MoneyConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            // A table is called after its class, not after the set it is reached through.
            if (((IConventionEntityType)entity).GetTableNameConfigurationSource() is not ConfigurationSource.Explicit) entity.SetTableName(Snake(entity.ClrType.Name));
            foreach (var property in entity.GetProperties())
            {
                if (property.FindAnnotation("Relational:ColumnName") is null) property.SetColumnName(Snake(property.Name));
            }

            if (typeof(Entity).IsAssignableFrom(entity.ClrType) && entity.FindProperty(nameof(Entity.Version)) is { } version)
            {
                version.IsConcurrencyToken = true;
                entity.FindProperty(nameof(Entity.Id))!.ValueGenerated = ValueGenerated.Never;
            }
        }
    }

    internal static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])))) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        at => at.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));

    private sealed class MoneyConverter() : ValueConverter<Money, long>(money => money.Paise, paise => new Money(paise));
}
