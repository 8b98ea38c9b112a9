using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace OpenSeva.Cases.CaseFile;

/// <summary>
/// Which cases somebody may read, said once: as the beginning of any question, and, thought through beforehand, for the
/// one case that every act and every look takes up.
/// </summary>
/// <param name="rule">Of the database, the citizen or post, and the department.</param>
internal sealed class ReadingRule(Expression<Func<CasesDb, Guid, string, IQueryable<Case>>> rule)
{
    private readonly Func<CasesDb, Guid, Guid, string, IAsyncEnumerable<CaseWithAnswers>> read = Understand(rule, cases => cases.AsNoTracking());
    private readonly Func<CasesDb, Guid, Guid, string, IAsyncEnumerable<CaseWithAnswers>> followed = Understand(rule, cases => cases.AsTracking());

    public Func<CasesDb, Guid, string, IQueryable<Case>> Among { get; } = rule.Compile();

    public IAsyncEnumerable<CaseWithAnswers> One(CasesDb db, Guid id, Guid who, string department) =>
        (db.ChangeTracker.QueryTrackingBehavior is QueryTrackingBehavior.TrackAll ? followed : read)(db, id, who, department);

    private static Func<CasesDb, Guid, Guid, string, IAsyncEnumerable<CaseWithAnswers>> Understand(
        Expression<Func<CasesDb, Guid, string, IQueryable<Case>>> rule, Expression<Func<IQueryable<Case>, IQueryable<Case>>> way)
    {
        Expression<Func<CasesDb, Guid, IQueryable<Case>, IQueryable<CaseWithAnswers>>> take = (db, id, cases) =>
            from file in cases
            where file.Id == id
            join answers in db.Answers on new { CaseId = file.Id, N = file.AnswersVersion } equals new { answers.CaseId, answers.N }
            select new CaseWithAnswers(file, answers);
        var (db, id) = (take.Parameters[0], take.Parameters[1]);
        // Names of their own: a rule that does not ask calls both the same.
        var (who, department) = (Expression.Parameter(typeof(Guid), "who"), Expression.Parameter(typeof(string), "department"));
        var among = new ReplacingExpressionVisitor([.. rule.Parameters], [db, who, department]).Visit(rule.Body);
        var body = ReplacingExpressionVisitor.Replace(take.Parameters[2], ReplacingExpressionVisitor.Replace(way.Parameters[0], among, way.Body), take.Body);
        return EF.CompileAsyncQuery(Expression.Lambda<Func<CasesDb, Guid, Guid, string, IQueryable<CaseWithAnswers>>>(body, db, id, who, department));
    }
}

internal sealed record CaseWithAnswers(Case Case, CaseAnswers Answers);
