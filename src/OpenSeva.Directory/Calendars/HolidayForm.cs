using System.Diagnostics.CodeAnalysis;
using OpenSeva.Ui;

namespace OpenSeva.Directory;

/// <summary>A holiday as the administrator types it.</summary>
public sealed class HolidayForm : NamedForm
{
    [AllowNull] public DateParts Date { get; set => field = value ?? new(); } = new();
}
