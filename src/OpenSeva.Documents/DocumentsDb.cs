using Microsoft.EntityFrameworkCore;
using OpenSeva.Documents.Certificates;
using OpenSeva.Documents.Locker;
using OpenSeva.Documents.Uploads;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Documents;

/// <summary>Documents' window on the database: what was taken in, what was issued, what is shared.</summary>
internal sealed class DocumentsDb(DbContextOptions<DocumentsDb> options) : ModuleDb(options)
{
    public DbSet<Upload> Uploads => Set<Upload>();

    public DbSet<IssuedDocument> Issued => Set<IssuedDocument>();

    public DbSet<Share> Shares => Set<Share>();

    /// <summary>Counts what somebody sent in on a day, kept or not. Whoever counts for the same person waits until this commits.</summary>
    /// <returns>All of that day.</returns>
    public async Task<long> Count(Guid owner, DateOnly day, long bytes, CancellationToken ct) => (await Database.SqlQuery<long>(
        $"insert into upload_day (owner, day, bytes) values ({owner}, {day}, {bytes}) on conflict (owner, day) do update set bytes = upload_day.bytes + excluded.bytes returning bytes as \"Value\"").ToListAsync(ct))[0];

    public async Task<long> Counted(Guid owner, DateOnly day, CancellationToken ct) => (await Database.SqlQuery<long>(
        $"select bytes as \"Value\" from upload_day where owner = {owner} and day = {day}").ToListAsync(ct)).FirstOrDefault();

    public Task<int> ForgetDays(DateOnly before, CancellationToken ct) => Database.ExecuteSqlAsync($"delete from upload_day where day < {before}", ct);
}
