using Microsoft.EntityFrameworkCore;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Charges;
using OpenSeva.Cases.Clearances;
using OpenSeva.Cases.Drafts;
using OpenSeva.Cases.Messages;
using OpenSeva.Cases.Objections;
using OpenSeva.Cases.Retention;
using OpenSeva.Cases.Tracking;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Cases;

/// <summary>The room's window on the database.</summary>
internal sealed class CasesDb(DbContextOptions<CasesDb> options) : ModuleDb(options)
{
    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<CaseAnswers> Answers => Set<CaseAnswers>();

    public DbSet<CaseAct> Acts => Set<CaseAct>();

    public DbSet<CaseReader> Readers => Set<CaseReader>();

    public DbSet<Objection> Objections => Set<Objection>();

    public DbSet<ClearanceRequest> Clearances => Set<ClearanceRequest>();

    public DbSet<Charge> Charges => Set<Charge>();

    public DbSet<CaseMessage> Messages => Set<CaseMessage>();

    public DbSet<Destruction> Destructions => Set<Destruction>();

    public DbSet<TrackTries> Tries => Set<TrackTries>();

    /// <summary>
    /// A case is this command's alone until it ends, without a change to it: whoever asks for it second reads what the first has
    /// left. Called before anything of the case is read.
    /// </summary>
    public Task Hold(Guid caseId, CancellationToken ct) =>
        Cases.Where(file => file.Id == caseId).ExecuteUpdateAsync(set => set.SetProperty(file => file.Stage, file => file.Stage), ct);
}
