using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Clock;
using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.CaseFile;

/// <summary>
/// One application from its sending to its end. Its main item waits at exactly one post, also while clearances are
/// asked or the citizen answers. Who acts and when is in <see cref="CaseAct"/>; what was answered in <see cref="CaseAnswers"/>.
/// </summary>
internal sealed class Case : Entity
{
    public string Number { get; private init; } = "";
    public string Service { get; private init; } = "";
    public int ServiceVersion { get; private init; }
    public string Department { get; private init; } = "";

    /// <summary>The office that received it: its number's series.</summary>
    public Guid OfficeId { get; private init; }

    public string Unit { get; private init; } = "";
    public Guid CitizenId { get; private init; }
    public string ApplicantName { get; private set; } = "";
    public string Language { get; private init; } = "";
    public DateTimeOffset SubmittedAt { get; private init; }

    /// <summary>For a correction: the case whose certificate it asks to replace.</summary>
    public Guid? Corrects { get; private init; }

    public CaseState State { get; private set; }
    public string Stage { get; private set; } = "";
    public DateTimeOffset StageSince { get; private set; }

    /// <summary>The post whose desk holds the main item: the last movement, kept here for reading.</summary>
    public Guid PostId { get; private set; }
    public Guid HeldOffice { get; private set; }
    public DateTimeOffset HeldSince { get; private set; }
    public Guid ItemId { get; private set; }

    /// <summary>The statutory due instant as the clock last gave it; null while it stands still.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public Guid? DecidedFrom { get; private set; }

    /// <summary>Number of the newest <see cref="CaseAnswers"/>.</summary>
    public int AnswersVersion { get; private set; } = 1;

    /// <summary>How many acts the history holds.</summary>
    public int Acts { get; private set; }

    /// <summary>Digest of the answers that make a duplicate; null when the service names none.</summary>
    public string? DuplicateKey { get; private set; }

    /// <summary>When its record was destroyed after its retention; the register entry stays.</summary>
    public DateTimeOffset? DestroyedAt { get; private set; }

    public override string Stream => CaseCard.StreamOf(Id);

    private Case()
    {
    }

    public static Case Submit(NewCase filed, DateTimeOffset now)
    {
        var submitted = new Case
        {
            Id = filed.Id,
            Number = filed.Number,
            Service = filed.Service,
            ServiceVersion = filed.ServiceVersion,
            Department = filed.Department,
            OfficeId = filed.Desk.Office.Id,
            Unit = filed.Unit,
            CitizenId = filed.CitizenId,
            ApplicantName = filed.ApplicantName,
            Language = filed.Language,
            SubmittedAt = now,
            Corrects = filed.Corrects,
            State = CaseState.Open,
            Stage = filed.Stage,
            StageSince = now,
            PostId = filed.Desk.PostId,
            HeldOffice = filed.Desk.Office.Id,
            HeldSince = now,
            ItemId = filed.ItemId,
            DueAt = filed.DueAt,
            DuplicateKey = filed.DuplicateKey,
        };
        submitted.Raise(new CaseSubmitted(
            submitted.Id, submitted.Number, submitted.Service, submitted.ServiceVersion, submitted.Department, submitted.OfficeId,
            submitted.PostId, submitted.CitizenId, now, submitted.DueAt));
        return submitted;
    }

    /// <summary>Goes to another desk: forward, recommend, return.</summary>
    public void MoveTo(SeatCard seat, string stage, DateTimeOffset now)
    {
        MustBeOpen();
        var from = PostId;
        (Stage, StageSince, PostId, HeldOffice) = (stage, now, seat.PostId, seat.Office.Id);
        if (from != seat.PostId) HeldSince = now;
        Raise(new CaseMoved(Id, Number, Service, Department, from, seat.Office.Id, seat.PostId, stage, CitizenId, now, DueAt));
    }

    /// <summary>A colleague of the same office took it over on the desk; the stage is the same.</summary>
    public void TakenOver(Guid post, Guid office, DateTimeOffset now)
    {
        var from = PostId;
        (PostId, HeldOffice, HeldSince) = (post, office, now);
        Raise(new CaseTakenOver(Id, Number, Service, Department, from, office, post, now));
    }

    /// <summary>The clock counted again, for example after a declared holiday.</summary>
    public void Redate(DateTimeOffset? dueAt)
    {
        if (!IsOver) DueAt = dueAt;
    }

    /// <summary>Waits for the citizen's answer; the desk that asks keeps it.</summary>
    public void AskCitizen(int points, DueCard? due, DateTimeOffset now)
    {
        MustBeOpen();
        State = CaseState.WithCitizen;
        if (due is not null) DueAt = due.DueAt;
        Raise(new ObjectionRaised(Id, Number, Service, CitizenId, PostId, points, now));
    }

    public void CitizenAnswered(DueCard? due, DateTimeOffset now)
    {
        if (State is not CaseState.WithCitizen) throw new Refusal("case.not-asked", Number);

        State = CaseState.Open;
        if (due is not null) DueAt = due.DueAt;
        Raise(new ObjectionAnswered(Id, Number, Service, CitizenId, PostId, now, DueAt));
    }

    /// <summary>The desk goes on without the citizen's answer.</summary>
    public void GoOnUnanswered(DueCard? due, DateTimeOffset now)
    {
        if (State is not CaseState.WithCitizen) throw new Refusal("case.not-asked", Number);

        State = CaseState.Open;
        if (due is not null) DueAt = due.DueAt;
        Raise(new ObjectionEnded(Id, Number, Service, CitizenId, PostId, now, DueAt));
    }

    /// <summary>The citizen's corrected answers became the newest version.</summary>
    public void Reworded(string applicantName, string? duplicateKey) =>
        (AnswersVersion, ApplicantName, DuplicateKey) = (AnswersVersion + 1, applicantName, duplicateKey);

    /// <param name="reasons">Codes, for a refusal.</param>
    public void Decide(bool approved, Guid by, Guid from, IReadOnlyList<string> reasons, DateTimeOffset now)
    {
        MustBeOpen();
        (State, DecidedAt, DecidedBy, DecidedFrom) = (approved ? CaseState.Approved : CaseState.Rejected, now, by, from);
        var withinLimit = DueAt is not { } due || now <= due;
        Raise(new CaseDecided(
            Id, Number, Service, ServiceVersion, Department, HeldOffice, from, by, CitizenId, approved, now, DueAt, withinLimit,
            approved ? Corrects : null) { Reasons = reasons });
    }

    public void Withdraw(DateTimeOffset now)
    {
        if (State is not (CaseState.Open or CaseState.WithCitizen)) throw new Refusal("case.closed", Number);

        State = CaseState.Withdrawn;
        Raise(new CaseWithdrawn(Id, Number, Service, Department, HeldOffice, PostId, CitizenId, now));
    }

    /// <summary>The office asks for a further fee; the case stays where it is.</summary>
    public void Charged(Guid charge, Money total, DateTimeOffset now)
    {
        MustBeOpen();
        Raise(new FeeCharged(Id, Number, Service, CitizenId, charge, total, now));
    }

    /// <summary>The record goes, the register entry stays: number, service, dates, outcome.</summary>
    public void Destroy(DateTimeOffset now)
    {
        (ApplicantName, DuplicateKey, DestroyedAt) = ("", null, now);
        Raise(new CaseDestroyed(Id, Number, Service, Department, now));
    }

    public void MessageSent(bool fromCitizen, DateTimeOffset now) =>
        Raise(new CaseMessageSent(Id, Number, Service, CitizenId, fromCitizen, now));

    /// <summary>The next line of the history.</summary>
    public int NextAct() => ++Acts;

    public bool IsOver => State is CaseState.Approved or CaseState.Rejected or CaseState.Withdrawn;

    private void MustBeOpen()
    {
        if (State is CaseState.WithCitizen) throw new Refusal("case.with-citizen", Number);
        if (State is not CaseState.Open) throw new Refusal("case.closed", Number);
    }
}

/// <summary>What an application is when it is sent.</summary>
/// <param name="Desk">The post its first stage routes to.</param>
internal sealed record NewCase(
    Guid Id, string Number, string Service, int ServiceVersion, string Department, SeatCard Desk, string Stage, Guid ItemId, string Unit,
    Guid CitizenId, string ApplicantName, string Language, DateTimeOffset? DueAt, string? DuplicateKey, Guid? Corrects);
