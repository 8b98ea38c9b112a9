using OpenSeva.Contracts.Directory;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <summary>
/// One line in the directory's book of orders. Lines are added, never altered: what holds on a day is read from the
/// lines in force, and an undo is a further line that takes an earlier one out of force.
/// </summary>
internal sealed class Change : Entity
{
    public const int LongestReason = 300;

    /// <summary>1, 2, 3 … in the order in which they became visible; the newest is the book's stamp.</summary>
    public long Number { get; private init; }

    /// <summary>What it is about: kind and key, as <see cref="Entry.Subject"/> gives it.</summary>
    public string Subject { get; private init; } = "";

    public DateOnly EffectiveOn { get; private init; }

    /// <summary>What holds from then on; null: the thing ceases (or the line is an undo).</summary>
    public Entry? Content { get; private init; }

    /// <summary>The line this one takes out of force. Undoing an undo puts it back.</summary>
    public Guid? Undoes { get; private init; }

    /// <summary>The government order or the words that justify it.</summary>
    public string Reason { get; private init; } = "";

    public Guid? By { get; private init; }

    public DateTimeOffset At { get; private init; }

    public override string Stream => $"directory/{Subject}";

    private Change()
    {
    }

    /// <param name="standing">The book before this line.</param>
    public static Change From(Line line, Ordered ordered, Book standing)
    {
        if (string.IsNullOrWhiteSpace(ordered.Reason)) throw new Refusal("directory.reason-missing");
        if (ordered.Reason.Length > LongestReason) throw new Refusal("directory.reason-too-long", LongestReason);

        line.Entry?.Check();
        var change = new Change
        {
            Id = ordered.Id, Number = ordered.Number, Subject = line.Subject, EffectiveOn = line.On, Content = line.Entry, Undoes = line.Undoes,
            Reason = ordered.Reason.Trim(), By = ordered.By, At = ordered.At,
        };
        change.TellOfHoliday(standing);
        return change;
    }

    // Clocks that count on the calendar look again when a day closes late, or opens again.
    private void TellOfHoliday(Book standing)
    {
        if (Content is HolidayEntry { DeclaredAt: not null } declared) Raise(new HolidayDeclared(declared.Calendar, declared.Date, At));
        else if (Content is null && standing.Latest(Subject) is HolidayEntry withdrawn) Raise(new HolidayWithdrawn(withdrawn.Calendar, withdrawn.Date, At));
        else if (Undoes is not null && standing.With([this]).Latest(Subject) is HolidayEntry again) Raise(new HolidayDeclared(again.Calendar, again.Date, At));
    }
}

/// <summary>Who wrote a line of the book, when, and on whose order.</summary>
internal sealed record Ordered(Guid Id, long Number, string Reason, Guid? By, DateTimeOffset At);
