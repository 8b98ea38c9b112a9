using System.Text.Json.Serialization;

namespace OpenSeva.Kernel;

public enum ActorKind { Anonymous, Citizen, Staff, System, Token }

/// <summary>Who does something: the person and, for staff, the post (seat) they act from.</summary>
/// <param name="Id">Citizen, staff member or access token; null for the system and for the anonymous.</param>
/// <param name="PostId">The post a staff member acts from.</param>
/// <param name="Department">Department code a staff member or token belongs to.</param>
/// <param name="Grants">Powers beyond the post: <see cref="Grant"/> names, or a token's scopes.</param>
public sealed record Actor(ActorKind Kind, Guid? Id, Guid? PostId, string? Department, IReadOnlyList<string> Grants)
{
    public static readonly Actor Anonymous = new(ActorKind.Anonymous, null, null, null, []);
    public static readonly Actor System = new(ActorKind.System, null, null, null, []);

    public bool Has(string grant) => Grants.Contains(grant);

    /// <summary>The citizen's id, or a refusal when anybody else acts.</summary>
    [JsonIgnore]
    public Guid CitizenId => Kind is ActorKind.Citizen && Id is { } id ? id : throw new Refusal("actor.citizen-only");

    /// <summary>The post acted from, or a refusal when nobody sits in one.</summary>
    [JsonIgnore]
    public Guid Post => Kind is ActorKind.Staff && PostId is { } id ? id : throw new Refusal("actor.post-only");

    internal string Key => Id is { } id ? $"{Kind}:{id:N}" : Kind.ToString();
}

/// <summary>Names of powers that do not come from a post's roles.</summary>
public static class Grant
{
    /// <summary>Directory, accounts, services: the state's administrator.</summary>
    public const string Administrator = "administrator";

    /// <summary>Reads the dashboard of the whole department or state.</summary>
    public const string DepartmentHead = "department-head";

    /// <summary>Reads journal and audit trails.</summary>
    public const string Auditor = "auditor";
}

/// <summary>Who acts in this scope. Set once at the edge; <see cref="Work"/> carries it into the command's own scope.</summary>
public sealed class Acting
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public Actor Actor { get; set; } = Actor.Anonymous;

    /// <summary>When the staff member at the browser last showed their passkey; null where nobody sits at one.</summary>
    public DateTimeOffset? ProvenAt { get; set; }

    public bool IsFresh(DateTimeOffset now) => !(ProvenAt + Fresh < now);

    /// <summary>Sensitive acts are not for whoever finds a browser open: powers, invitations, tokens, revoking a document.</summary>
    public void MustBeFresh(DateTimeOffset now)
    {
        if (!IsFresh(now)) throw new Refusal("request.prove-again");
    }

    /// <summary>Makes a repeated request harmless; null when the request carried no key.</summary>
    public RequestKey? Key { get; set; }
}

/// <summary>The idempotency key of one request: same actor, key and body give the same answer once.</summary>
/// <param name="bodyHash">SHA-256 of method, path and body: another body under the same key is refused with 422. Asked for when a command begins: of a file only then.</param>
public sealed class RequestKey(string value, Func<byte[]> bodyHash)
{
    private int used;

    public RequestKey(string value, byte[] bodyHash) : this(value, () => bodyHash)
    {
    }

    public byte[] BodyHash => bodyHash();

    /// <summary>A second command in the same request gets a key of its own, the same at every repetition.</summary>
    internal string Next() => ++used is 1 ? value : $"{value}#{used}";
}
