using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using OpenSeva.Contracts.Directory;
using OpenSeva.Ui;

namespace OpenSeva.Directory;

/// <summary>Who is to hold a post, how and when. The first day is the form's From.</summary>
public sealed class SeatForm : OrderForm
{
    [Required(ErrorMessage = "directory.person.needed")] public Guid? Staff { get; set; }

    [Required] public ChargeKind? As { get; set; }

    [AllowNull] public DateParts Until { get; set => field = value ?? new(); } = new();
}

/// <summary>The last day of a charge, or the days of an absence.</summary>
public sealed class DaysForm : OrderForm
{
    [AllowNull] public DateParts Until { get; set => field = value ?? new(); } = new();
}
