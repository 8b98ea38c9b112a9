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
}
