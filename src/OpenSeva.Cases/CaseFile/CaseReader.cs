using Microsoft.EntityFrameworkCore;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.CaseFile;

/// <summary>A post that holds or held an item of a case, and may therefore read it for good.</summary>
internal sealed class CaseReader
{
    public required Guid CaseId { get; init; }
    public required Guid PostId { get; init; }
}

internal static class Reading
{
    /// <summary>
    /// The cases an actor may read: their own; those an item of which is or was on their post's desk, and those whose
    /// certificate such a case asks to correct; all of the department for its head and for its own systems; all for auditors.
    /// </summary>
    public static IQueryable<Case> ReadableBy(this CasesDb db, Actor actor)
    {
        if (actor.Kind is ActorKind.System || actor.Has(Grant.Auditor)) return db.Cases;

        if (actor.Kind is ActorKind.Citizen && actor.Id is { } citizen) return db.Cases.Where(file => file.CitizenId == citizen);

        if (actor.Kind is ActorKind.Token && actor.Has(Scope.Cases) && actor.Department is { } owner) return db.Cases.Where(file => file.Department == owner);

        if (actor.Kind is not ActorKind.Staff) return db.Cases.Where(file => false);

        var post = actor.PostId ?? Guid.Empty;
        if (actor.Has(Grant.DepartmentHead) && actor.Department is { } led)
        {
            return db.Cases.Where(file => file.Department == led
                || db.Readers.Any(reader => reader.CaseId == file.Id && reader.PostId == post)
                || db.Cases.Any(correction => correction.Corrects == file.Id
                    && db.Readers.Any(reader => reader.CaseId == correction.Id && reader.PostId == post)));
        }

        return db.Cases.Where(file => db.Readers.Any(reader => reader.CaseId == file.Id && reader.PostId == post)
            || db.Cases.Any(correction => correction.Corrects == file.Id
                && db.Readers.Any(reader => reader.CaseId == correction.Id && reader.PostId == post)));
    }

    /// <summary>Remembers that a post held an item; a post that is remembered already stays so.</summary>
    public static async Task Admit(this CasesDb db, Guid caseId, Guid postId, CancellationToken ct)
    {
        if (db.Readers.Local.Any(reader => reader.CaseId == caseId && reader.PostId == postId)) return;
        if (await db.Readers.AnyAsync(reader => reader.CaseId == caseId && reader.PostId == postId, ct)) return;

        db.Readers.Add(new CaseReader { CaseId = caseId, PostId = postId });
    }

    /// <summary>A case the actor may read, or the refusal that does not tell whether it exists.</summary>
    public static async Task<Case> Readable(this CasesDb db, Guid id, Actor actor, CancellationToken ct) =>
        await db.ReadableBy(actor).FirstOrDefaultAsync(file => file.Id == id, ct) ?? throw new Refusal("request.not-found");
}
