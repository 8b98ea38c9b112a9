using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace OpenSeva.Kernel.Storage;

/// <summary>
/// A question that every page or act asks, thought through once: the mapper takes longer to understand it than the
/// database to answer. Twice, in truth: for reading, and for commands, whose rows are followed.
/// </summary>
public sealed class OftenAsked<TDb, TAbout, TRow>(Expression<Func<TDb, TAbout, IQueryable<TRow>>> question)
    where TDb : DbContext
    where TRow : class
{
    private readonly Func<TDb, TAbout, IAsyncEnumerable<TRow>> read = Understand(question, source => source.AsNoTracking());
    private readonly Func<TDb, TAbout, IAsyncEnumerable<TRow>> followed = Understand(question, source => source.AsTracking());

    public ValueTask<List<TRow>> All(TDb db, TAbout about, CancellationToken ct) => Ask(db, about).ToListAsync(ct);

    public ValueTask<TRow?> First(TDb db, TAbout about, CancellationToken ct) => Ask(db, about).FirstOrDefaultAsync(ct);

    private IAsyncEnumerable<TRow> Ask(TDb db, TAbout about) =>
        db.ChangeTracker.QueryTrackingBehavior is QueryTrackingBehavior.TrackAll ? followed(db, about) : read(db, about);

    // The way of reading is part of what is thought through: it is written around the question.
    private static Func<TDb, TAbout, IAsyncEnumerable<TRow>> Understand(
        Expression<Func<TDb, TAbout, IQueryable<TRow>>> question, Expression<Func<IQueryable<TRow>, IQueryable<TRow>>> way)
    {
        var call = (MethodCallExpression)way.Body;
        return EF.CompileAsyncQuery(Expression.Lambda<Func<TDb, TAbout, IQueryable<TRow>>>(call.Update(null, [question.Body]), question.Parameters));
    }
}
