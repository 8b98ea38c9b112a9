using System.Text.Json.Nodes;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Questions;
using OpenSeva.Contracts.Cases;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Cases.Drafts;

public enum DraftState
{
    Open,

    /// <summary>Frozen until the fee is paid: paying sends it.</summary>
    AwaitingPayment,
}

/// <summary>
/// An application being written: the citizen's own paper until it is sent, hence no part of the journal.
/// Its id becomes the case's. Answers may be wrong or missing; they are checked page by page and as a whole when sent.
/// </summary>
[Unjournaled]
internal sealed class Draft : Entity
{
    public const int MostPerCitizen = 50;
    public const int MostDocuments = 60;

    /// <summary>Of all answers together, as they are stored: several times what a long form takes.</summary>
    public const int MostCharacters = 64 * 1024;

    public Guid CitizenId { get; private init; }
    public string Service { get; private init; } = "";

    /// <summary>The version in force when it was begun; it stays.</summary>
    public int ServiceVersion { get; private init; }

    /// <summary>What is issued to the application is written in it.</summary>
    public string Language { get; private set; } = "";

    /// <summary>In which capacity the citizen files.</summary>
    public Filer FiledAs { get; private init; }
    public JsonObject Answers { get; private set; } = [];
    public IReadOnlyList<AttachedDocument> Documents { get; private set; } = [];

    /// <summary>Every file it stands on, given for a document or as an answer: read for all drafts of a citizen, without their answers.</summary>
    public IReadOnlyList<Guid> Files { get; private set; } = [];
    public DraftState State { get; private set; }
    public DateTimeOffset StartedAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }

    public override string Stream => CaseCard.StreamOf(Id);

    private Draft()
    {
    }

    public static Draft Start(Guid citizen, string service, int version, string language, Filer filedAs, DateTimeOffset now) => new()
    {
        CitizenId = citizen,
        Service = service,
        ServiceVersion = version,
        Language = language,
        FiledAs = filedAs,
        StartedAt = now,
        ChangedAt = now,
    };

    /// <summary>Begins with what the account knows; every answer may be changed on its page.</summary>
    public void Begin(JsonObject known) => Answers = known;

    /// <summary>Keeps what a page holds, right or wrong; a member without a value is forgotten.</summary>
    public void Keep(JsonObject page, IEnumerable<string> fields, DateTimeOffset now)
    {
        MustBeOpen();
        var answers = (JsonObject)Answers.DeepClone();
        foreach (var field in fields)
        {
            if (page[field] is { } answer) answers[field] = answer.DeepClone();
            else answers.Remove(field);
        }

        if (answers.ToJsonString(JsonText.Options).Length > MostCharacters) throw new Refusal("draft.too-long");
        (Answers, ChangedAt) = (answers, now);
        ListFiles();
    }

    public void Attach(string code, Guid upload, DateTimeOffset now)
    {
        MustBeOpen();
        if (Documents.Any(document => document.Upload == upload)) return;
        if (Documents.Count >= MostDocuments) throw new Refusal("draft.too-many-documents", MostDocuments);

        (Documents, ChangedAt) = ([.. Documents, new(code, upload)], now);
        ListFiles();
    }

    /// <summary>Files that are not there any more are no documents; what is missing without them is asked for again.</summary>
    public void Lose(IReadOnlyCollection<Guid> gone)
    {
        if (gone.Count is 0) return;
        Documents = [.. Documents.Where(document => !gone.Contains(document.Upload))];
        ListFiles();
    }

    public void Detach(Guid upload, DateTimeOffset now)
    {
        MustBeOpen();
        (Documents, ChangedAt) = ([.. Documents.Where(document => document.Upload != upload)], now);
        ListFiles();
    }

    /// <summary>Nothing may change between the fee's computation and its payment.</summary>
    public void Freeze(DateTimeOffset now) => (State, ChangedAt) = (DraftState.AwaitingPayment, now);

    /// <summary>The citizen chooses the certificate's language, until it is sent.</summary>
    public void Speak(string language) => Language = language;

    /// <summary>The citizen wants to change something before paying, or the paid sending was refused.</summary>
    public void Reopen(DateTimeOffset now) => (State, ChangedAt) = (DraftState.Open, now);

    /// <summary>Refuses an edit that was begun on an older state of the draft: in another tab, on another device.</summary>
    public void MustBe(long? version)
    {
        if (version is { } expected && expected != Version) throw new Refusal("request.stale");
    }

    private void ListFiles() => Files = [.. Documents.Select(document => document.Upload).Concat(FileAnswers.Named(Answers)).Distinct()];

    private void MustBeOpen()
    {
        if (State is DraftState.AwaitingPayment) throw new Refusal("draft.awaiting-payment");
    }
}
