using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;

namespace OpenSeva.Payments.Demands;

internal enum DemandState { Open, Paid, Replaced }

/// <summary>What somebody owes for one thing: its heads, their reasons, and whether it was paid.</summary>
internal sealed class Demand : Entity
{
    public override string Stream => Thread;

    public Guid Reference { get; private init; }

    /// <summary>The reference while this demand counts for it, null once replaced: unique, so that one demand counts.</summary>
    public Guid? CountsFor { get; private set; }

    /// <summary>Journal stream of the thing the fee is for.</summary>
    public string Thread { get; private init; } = "";

    public Guid Payer { get; private init; }

    public string Service { get; private init; } = "";

    public string Department { get; private init; } = "";

    public LocalText Title { get; private init; } = new("");

    public string ReturnPath { get; private init; } = "";

    public IReadOnlyList<DemandLine> Lines { get; private init; } = [];

    public Money Total { get; private init; }

    public DemandState State { get; private set; }

    public DateTimeOffset AskedAt { get; private init; }

    public DateTimeOffset? PaidAt { get; private set; }

    public string? ReceiptNumber { get; private set; }

    public bool IsOpen => State is DemandState.Open;

    private Demand()
    {
    }

    public static Demand Ask(NewDemand asked, DateTimeOffset now)
    {
        if (asked.Lines.Any(line => line.Amount.Paise < 0)) throw new Refusal("payment.negative-amount");
        var total = asked.Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
        var nothingOwed = total == Money.Zero;
        return new()
        {
            Reference = asked.Reference,
            CountsFor = asked.Reference,
            Thread = asked.Stream,
            Payer = asked.Payer,
            Service = asked.Service,
            Department = asked.Department,
            Title = asked.Title,
            ReturnPath = asked.ReturnPath,
            Lines = asked.Lines,
            Total = total,
            State = nothingOwed ? DemandState.Paid : DemandState.Open,
            AskedAt = now,
            PaidAt = nothingOwed ? now : null,
        };
    }

    public bool AsksTheSame(NewDemand asked) =>
        Payer == asked.Payer && Department == asked.Department && ReturnPath == asked.ReturnPath && Lines.SequenceEqual(asked.Lines);

    public void Replace()
    {
        if (!IsOpen) throw new Refusal("payment.already-paid");
        (State, CountsFor) = (DemandState.Replaced, null);
    }

    /// <summary>Counts no longer, paid or not.</summary>
    public void Withdraw() => (State, CountsFor, PaidAt, ReceiptNumber) = (DemandState.Replaced, null, null, null);

    public void Settle(string receiptNumber, DateTimeOffset now)
    {
        if (!IsOpen) throw new Refusal("payment.already-paid");
        (State, PaidAt, ReceiptNumber) = (DemandState.Paid, now, receiptNumber);
        Raise(new DemandPaid(Id, Reference, Payer, Title, Total, receiptNumber, now));
    }

    /// <summary>The gateway took the money back: it is owed again.</summary>
    public void Reverse(DateTimeOffset now)
    {
        if (State is not DemandState.Paid || ReceiptNumber is null) return;
        Raise(new DemandReversed(Id, Reference, Payer, Title, Total, ReceiptNumber, now));
        (State, PaidAt, ReceiptNumber) = (DemandState.Open, null, null);
    }

    /// <summary>Money that settled nothing is back with the payer.</summary>
    public void TellOfRefund(Money amount, DateTimeOffset now) => Raise(new PaymentRefunded(Id, Reference, Payer, Title, amount, now));

    public DemandCard Card() => new(Id, Reference, Total, PaidAt, ReceiptNumber, $"/pay/{Id}");
}
