using System.Globalization;
using System.Text;

namespace OpenSeva.Kernel;

/// <summary>An amount in Indian rupees, kept in paise.</summary>
public readonly record struct Money(long Paise)
{
    public static readonly Money Zero = new(0);

    public static Money operator +(Money a, Money b) => new(checked(a.Paise + b.Paise));

    public static Money operator -(Money a, Money b) => new(checked(a.Paise - b.Paise));

    public static Money FromRupees(long rupees) => new(checked(rupees * 100));

    /// <summary>₹12,34,567.50, paise only when there are any; grouped the Indian way in every language.</summary>
    public override string ToString()
    {
        var negative = Paise < 0;
        var rupees = (Math.Abs((decimal)Paise) / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        var (whole, fraction) = (rupees[..^3], rupees[^2..]);
        var grouped = new StringBuilder();
        for (var i = 0; i < whole.Length; i++)
        {
            var left = whole.Length - i;
            if (i > 0 && (left is 3 || (left > 3 && (left - 3) % 2 == 0))) grouped.Append(',');
            grouped.Append(whole[i]);
        }

        return $"{(negative ? "−" : "")}₹{grouped}{(fraction is "00" ? "" : "." + fraction)}";
    }
}
