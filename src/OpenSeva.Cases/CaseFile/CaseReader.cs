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
    private static readonly ReadingRule everything = new((db, _, _) => db.Cases);

    private static readonly ReadingRule nothing = new((db, _, _) => db.Cases.Where(file => false));

    private static readonly ReadingRule own = new((db, citizen, _) => db.Cases.Where(file => file.CitizenId == citizen));

    private static readonly ReadingRule ofDepartment = new((db, _, department) => db.Cases.Where(file => file.Department == department));

    private static readonly ReadingRule ofPost = new((db, post, _) => db.Cases.Where(file =>
        db.Readers.Any(reader => reader.CaseId == file.Id && reader.PostId == post)
        || db.Cases.Any(correction => correction.Corrects == file.Id && db.Readers.Any(reader => reader.CaseId == correction.Id && reader.PostId == post))));

    private static readonly ReadingRule ofHead = new((db, post, department) => db.Cases.Where(file =>
        file.Department == department
        || db.Readers.Any(reader => reader.CaseId == file.Id && reader.PostId == post)
        || db.Cases.Any(correction => correction.Corrects == file.Id && db.Readers.Any(reader => reader.CaseId == correction.Id && reader.PostId == post))));

    /// <summary>
    /// The cases an actor may read: their own; those an item of which is or was on their post's desk, and those whose
    /// certificate such a case asks to correct; all of the department for its head and for its own systems; all for auditors.
    /// </summary>
    public static IQueryable<Case> ReadableBy(this CasesDb db, Actor actor)
    {
        var (rule, who, department) = RuleFor(actor);
        return rule.Among(db, who, department);
    }

    /// <summary>One of these with its newest answers, as every act and every look begins; null when it does not exist, or not for this actor.</summary>
    public static ValueTask<CaseWithAnswers?> WithAnswers(this CasesDb db, Guid id, Actor actor, CancellationToken ct)
    {
        var (rule, who, department) = RuleFor(actor);
        return rule.One(db, id, who, department).FirstOrDefaultAsync(ct);
    }

    private static (ReadingRule Rule, Guid Who, string Department) RuleFor(Actor actor) => actor switch
    {
        { Kind: ActorKind.System } => (everything, default, ""),
        _ when actor.Has(Grant.Auditor) => (everything, default, ""),
        { Kind: ActorKind.Citizen, Id: { } citizen } => (own, citizen, ""),
        { Kind: ActorKind.Token, Department: { } owner } when actor.Has(Scope.Cases) => (ofDepartment, default, owner),
        { Kind: ActorKind.Staff, Department: { } led } when actor.Has(Grant.DepartmentHead) => (ofHead, actor.PostId ?? Guid.Empty, led),
        { Kind: ActorKind.Staff } => (ofPost, actor.PostId ?? Guid.Empty, ""),
        _ => (nothing, default, ""),
    };

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
