using OpenSeva.Ui;

namespace OpenSeva.Directory;

/// <summary>A holiday as the administrator types it.</summary>
public sealed class HolidayForm : NamedForm
{
    public DateParts Date { get; set; } = new();
}
