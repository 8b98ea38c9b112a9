using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Insight.Counting;
using OpenSeva.Kernel.Outbox;

namespace OpenSeva.Insight.Facts;

/// <summary>Hears what happens to applications and to their limits. Each event is one fact, counted in the same commit that keeps it.</summary>
internal sealed class HearCases(Count count) :
    IHandle<CaseSubmitted>, IHandle<CaseMoved>, IHandle<CaseTakenOver>, IHandle<ObjectionRaised>, IHandle<ObjectionAnswered>, IHandle<ObjectionEnded>, IHandle<CaseDecided>, IHandle<CaseWithdrawn>,
    IHandle<ClockMoved>, IHandle<DueChanged>
{
    public Task Handle(CaseSubmitted happened, CancellationToken ct) => count.Take(Of(happened), ct);

    public Task Handle(CaseMoved happened, CancellationToken ct) => count.Take(Of(happened), ct);

    public Task Handle(CaseTakenOver happened, CancellationToken ct) => count.Take(Of(happened), ct);

    public Task Handle(ObjectionRaised happened, CancellationToken ct) => count.Take(Of(happened), ct);

    public Task Handle(ObjectionAnswered happened, CancellationToken ct) => count.Take(Of(happened), ct);

    public Task Handle(ObjectionEnded happened, CancellationToken ct) => count.Take(Of(happened), ct);

    public Task Handle(CaseDecided happened, CancellationToken ct) => count.Take(Of(happened), ct);

    public Task Handle(CaseWithdrawn happened, CancellationToken ct) => count.Take(Of(happened), ct);

    public Task Handle(ClockMoved happened, CancellationToken ct) => count.Take(Of(happened), ct);

    public Task Handle(DueChanged happened, CancellationToken ct) => count.Take(Of(happened), ct);

    public static Fact Of(CaseSubmitted e) => new()
    {
        CaseId = e.CaseId, Kind = FactKind.Submitted, At = e.At, Number = e.Number, Service = e.Service, Department = e.Department,
        OfficeId = e.OfficeId, PostId = e.PostId, DueAt = e.DueAt,
    };

    public static Fact Of(CaseMoved e) => new()
    {
        CaseId = e.CaseId, Kind = FactKind.Moved, At = e.At, OfficeId = e.OfficeId, PostId = e.PostId, DueAt = e.DueAt,
    };

    public static Fact Of(CaseTakenOver e) => new() { CaseId = e.CaseId, Kind = FactKind.TakenOver, At = e.At, OfficeId = e.OfficeId, PostId = e.PostId };

    public static Fact Of(ObjectionRaised e) => new() { CaseId = e.CaseId, Kind = FactKind.Objected, At = e.At };

    public static Fact Of(ObjectionAnswered e) => new() { CaseId = e.CaseId, Kind = FactKind.Answered, At = e.At, DueAt = e.DueAt };

    /// <summary>The desk goes on without an answer: for the numbers the same as one.</summary>
    public static Fact Of(ObjectionEnded e) => new() { CaseId = e.CaseId, Kind = FactKind.Answered, At = e.At, DueAt = e.DueAt };

    public static Fact Of(CaseDecided e) => new()
    {
        CaseId = e.CaseId, Kind = FactKind.Decided, At = e.At, OfficeId = e.OfficeId, PostId = e.PostId, DueAt = e.DueAt,
        Approved = e.Approved, WithinLimit = e.WithinLimit,
    };

    public static Fact Of(CaseWithdrawn e) => new() { CaseId = e.CaseId, Kind = FactKind.Withdrawn, At = e.At };

    /// <summary>Other things than applications have clocks too: without a submission they never count.</summary>
    public static Fact Of(ClockMoved e) => new() { CaseId = e.Reference, Kind = FactKind.Redated, At = e.At, DueAt = e.DueAt };

    public static Fact Of(DueChanged e) => new() { CaseId = e.Reference, Kind = FactKind.Redated, At = e.At, DueAt = e.DueAt };
}
