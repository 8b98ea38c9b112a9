namespace OpenSeva.Definitions;

/// <summary>Bounds that hold where a definition names none of its own.</summary>
public static class AnswerLimits
{
    public const int TextCharacters = 200;
    public const int LongTextCharacters = 2000;
    public const int NameCharacters = 100;
    public const int EmailCharacters = 254;
    public const int GroupEntries = 50;

    /// <summary>
    /// Code units that one character may take: a consonant cluster with its signs takes about ten. Without it a single
    /// letter under a hundred thousand signs would be one character.
    /// </summary>
    public const int UnitsOfCharacter = 16;

    /// <summary>Dates lie between these many years from today.</summary>
    public const int EarliestYears = -150;
    public const int LatestYears = 100;

    /// <summary>One lakh crore rupees; beyond it an amount is a slip of the keyboard.</summary>
    public const long MoneyPaise = 1_000_000_000_000_00;

    public const long Number = 999_999_999_999;

    /// <summary>The most entries a group takes.</summary>
    public static long Entries(Field group) => group.Max ?? GroupEntries;

    /// <summary>The longest text a field of this type takes.</summary>
    public static long Characters(Field field) => field.Max ?? field.Type switch
    {
        FieldType.LongText => LongTextCharacters,
        FieldType.PersonName => NameCharacters,
        FieldType.Email => EmailCharacters,
        _ => TextCharacters,
    };
}
