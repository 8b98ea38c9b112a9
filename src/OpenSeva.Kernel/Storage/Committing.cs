using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OpenSeva.Kernel.Journal;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Kernel.Storage;

/// <summary>The last step of a command: saves every window used, then writes journal, outbox and answer together.</summary>
internal sealed class Committing(Unit unit, JournalWriter journal, OutboxWriter outbox)
{
    private static readonly ConcurrentDictionary<Type, bool> Records = new();

    /// <returns>True when there is something for the outbox to deliver.</returns>
    public async Task<bool> Save(Actor actor, (string Sql, (string, object?)[] Values)? answer, CancellationToken ct)
    {
        var rows = new List<ChangedRow>();
        var raised = new List<(Entity Entity, IEvent Event)>();
        foreach (var db in unit.Leased)
        {
            db.ChangeTracker.DetectChanges();
            foreach (var entry in db.ChangeTracker.Entries<Entity>())
            {
                raised.AddRange(entry.Entity.Raised.Select(happened => (entry.Entity, happened)));
                entry.Entity.ForgetRaised();
                if (entry.State is EntityState.Modified)
                {
                    entry.Entity.Version++;
                    entry.Property(nameof(Entity.Version)).IsModified = true;
                }

                if (db.IsJournaled && entry.State is (EntityState.Added or EntityState.Modified or EntityState.Deleted)
                    && IsRecord(entry.Metadata.ClrType))
                    rows.Add(new(entry.Entity, entry.Metadata, entry.State is EntityState.Deleted, entry.State is EntityState.Added));
            }

            // Changes were detected above; once is enough.
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }

        var batch = new Batch(unit.Connection, unit.Transaction);
        await journal.Append(batch, actor, rows, raised, ct);
        outbox.Add(batch, raised.Select(pair => (pair.Entity.Stream, pair.Event)));
        if (answer is { } kept) batch.Add(kept.Sql, kept.Values);
        await batch.Run(ct);
        return raised.Count > 0;
    }

    private static bool IsRecord(Type row) => Records.GetOrAdd(row, type => !type.IsDefined(typeof(UnjournaledAttribute), inherit: true));
}

/// <summary>One row a command wrote.</summary>
internal sealed record ChangedRow(Entity Entity, Microsoft.EntityFrameworkCore.Metadata.IEntityType Type, bool IsDeleted, bool IsNew = false);
