using System.ComponentModel.DataAnnotations;
using OpenSeva.Contracts.Directory;
using OpenSeva.Ui;

namespace OpenSeva.Directory;

/// <summary>Who is to hold a post, how and when. The first day is the form's From.</summary>
public sealed class SeatForm : OrderForm
{
    [Required(ErrorMessage = "directory.person.needed")] public Guid? Staff { get; set; }

    [Required] public ChargeKind? As { get; set; }

    public DateParts Until { get; set; } = new();
}

/// <summary>The last day of a charge, or the days of an absence.</summary>
public sealed class DaysForm : OrderForm
{
    public DateParts Until { get; set; } = new();
}
