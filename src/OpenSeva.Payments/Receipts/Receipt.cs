using System.Globalization;
using OpenSeva.Kernel;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Demands;

namespace OpenSeva.Payments.Receipts;

/// <summary>The office's acknowledgement that a demand was paid. Numbered without gaps per department and financial year.</summary>
internal sealed class Receipt : Entity
{
    public override string Stream => Thread;

    public string Number { get; private init; } = "";

    public Guid DemandId { get; private init; }

    public Guid PaymentId { get; private init; }

    public string Thread { get; private init; } = "";

    public Money Amount { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>When the gateway took the money back, or the office returned it; the number stays used.</summary>
    public DateTimeOffset? VoidedAt { get; private set; }

    private Receipt()
    {
    }

    public static async Task<Receipt> Draw(Demand demand, Payment payment, Numbers numbers, TimeProvider clock, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var (department, year) = (demand.Department.ToUpperInvariant(), FinancialYear(clock.Today));
        var n = await numbers.Draw($"RCT/{department}/{year}", id, ct);
        return new()
        {
            Id = id, Number = Write(department, year, n), DemandId = demand.Id, PaymentId = payment.Id, Thread = demand.Thread, Amount = payment.Received, At = clock.Now,
        };
    }

    public void Void(DateTimeOffset now) => VoidedAt ??= now;

    /// <summary>April to March, for example 2026-27.</summary>
    public static string FinancialYear(DateOnly day)
    {
        var first = day.Month >= 4 ? day.Year : day.Year - 1;
        return string.Create(CultureInfo.InvariantCulture, $"{first}-{(first + 1) % 100:00}");
    }

    private static string Write(string department, string year, long n)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"RCT/{department}/{year}/{n:000000}");
        return $"{number}-{CheckDigit.Of(number)}";
    }
}
