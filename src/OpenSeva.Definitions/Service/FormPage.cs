namespace OpenSeva.Definitions;

/// <summary>One page of the form.</summary>
public sealed record FormPage(string Code, Determinant? When, IReadOnlyList<Field> Fields);

public enum FieldType { Text, LongText, Number, Money, Date, Choice, YesNo, PersonName, Mobile, Email, Address, Group, File }

/// <summary>One question. Label, hint and options' words live in the texts under fields.CODE.</summary>
/// <param name="Options">For <see cref="FieldType.Choice"/>: option codes.</param>
/// <param name="Fields">For <see cref="FieldType.Group"/>: the fields of each entry.</param>
/// <param name="Min">Number: value. Money: paise. Text: characters. Group: entries. Date: years from today, negative is past.</param>
public sealed record Field(
    string Code,
    FieldType Type,
    bool Required,
    Determinant? When,
    long? Min,
    long? Max,
    string? Pattern,
    IReadOnlyList<string> Options,
    IReadOnlyList<Field> Fields)
{
    /// <summary>For <see cref="FieldType.Address"/>: the levels a chosen unit may be of (village, ward …); empty admits any.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>A file answers it, or stands in an entry of it.</summary>
    public bool HoldsFiles => Type is FieldType.File || Fields.Any(inner => inner.HoldsFiles);

    /// <summary>Something written or chosen answers it, or stands in an entry of it.</summary>
    public bool HoldsAnswers => Type is not (FieldType.File or FieldType.Group) || Fields.Any(inner => inner.HoldsAnswers);

    /// <summary>For <see cref="FieldType.File"/>: the kinds taken (pdf, jpeg, png).</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>What of the applicant's account answers it beforehand, where the applicant files for themselves; null: nothing.</summary>
    public Prefill? Prefill { get; init; }

    /// <summary>For an officer's own date: what was done for the application, so never before it was sent.</summary>
    public bool SinceSent { get; init; }

    /// <summary>For an officer's own field: the question on the form whose answer it judges.</summary>
    public string? Assesses { get; init; }

    /// <summary>For <see cref="FieldType.File"/>.</summary>
    public int MaxMegabytes { get; init; }

    /// <summary>For <see cref="FieldType.File"/>.</summary>
    public int MaxPages { get; init; }
}
