using OpenSeva.Kernel;
using OpenSeva.LegalClock;

namespace OpenSeva.Contracts.Directory;

/// <summary>Who sits where, for which area, on which days.</summary>
public interface IDirectory
{
    /// <summary>Units directly below <paramref name="parent"/>; the state's own when null. In name order of the current language.</summary>
    Task<IReadOnlyList<UnitCard>> Units(string? parent, CancellationToken ct);

    /// <returns>The unit and everything above it, itself first; empty when the code is unknown.</returns>
    Task<IReadOnlyList<UnitCard>> UnitPath(string code, CancellationToken ct);

    /// <summary>What a <see cref="UnitField"/> posted, level by level: one value per list, in page order.</summary>
    /// <param name="levels">The levels that answer the question; none: whatever has nothing below it.</param>
    Task<ChosenUnit> Chosen(IReadOnlyList<string?> posted, IReadOnlyList<string> levels, CancellationToken ct);

    /// <summary>
    /// The post that answers for <paramref name="role"/> over <paramref name="unit"/>: the post whose jurisdiction
    /// holds the unit or the nearest unit above it.
    /// </summary>
    /// <param name="department">Only posts of this department; null admits any (clearances cross departments).</param>
    Task<SeatCard?> Route(string role, string unit, string? department, DateOnly on, CancellationToken ct);

    Task<SeatCard?> Post(Guid postId, DateOnly on, CancellationToken ct);

    Task<IReadOnlyList<SeatCard>> Posts(IReadOnlyCollection<Guid> postIds, DateOnly on, CancellationToken ct);

    /// <summary>Every post a staff member may act from: regular, additional charge, link officer.</summary>
    Task<IReadOnlyList<SeatCard>> PostsOf(Guid staffId, DateOnly on, CancellationToken ct);

    Task<IReadOnlyList<SeatCard>> PostsInOffice(Guid officeId, DateOnly on, CancellationToken ct);

    Task<OfficeCard?> Office(Guid officeId, CancellationToken ct);

    Task<IReadOnlyList<OfficeCard>> Offices(string department, CancellationToken ct);

    Task<IReadOnlyList<DepartmentCard>> Departments(CancellationToken ct);

    Task<WorkCalendar> Calendar(Guid officeId, CancellationToken ct);

    /// <summary>Roles that at least one post carries; a role outside is held by nobody and cannot be routed to.</summary>
    Task<IReadOnlySet<string>> Roles(CancellationToken ct);

    /// <summary>Roles that posts carry but nobody holds today, each with the offices of its posts. Who is on leave still holds a post.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<OfficeCard>>> VacantRoles(CancellationToken ct);
}

/// <summary>A jurisdiction unit: state, district, taluk, village, or local body, by its LGD-like code.</summary>
/// <param name="Hierarchy">revenue or local-body: the same ground is ruled twice.</param>
public sealed record UnitCard(string Code, string Hierarchy, string Level, string? Parent, LocalText Name);

/// <summary>What was chosen of an address so far.</summary>
/// <param name="Code">The lowest unit chosen; null when none was. A choice under another parent than the one now chosen counts for nothing.</param>
/// <param name="IsWhole">False while the answer still lies in a list below: show the field again with <paramref name="Code"/> as its Value.</param>
public sealed record ChosenUnit(string? Code, bool IsWhole);

/// <summary>
/// The component that asks for a unit, level by level, also without script; shown with <c>DynamicComponent</c> and the
/// parameters of a form field (Name, Label, Hint, Optional, Error), Value, the code chosen so far, and Levels, those that
/// answer the question: only what leads to one of them is offered. Every list posts under Name: hand all values to
/// <see cref="IDirectory.Chosen"/>.
/// </summary>
public sealed record UnitField(Type Component);

public sealed record DepartmentCard(string Code, LocalText Name);

/// <param name="Code">Short capital code used in numbers, for example EKM-KAN.</param>
/// <param name="Unit">The unit the office serves.</param>
public sealed record OfficeCard(Guid Id, string Code, LocalText Name, string Department, LocalText DepartmentName, string Unit, string Calendar);

/// <summary>A post (seat) and who holds it on the day asked for.</summary>
/// <param name="Holder">Null: vacant.</param>
public sealed record SeatCard(Guid PostId, string Code, LocalText Title, OfficeCard Office, IReadOnlyList<string> Roles, HolderCard? Holder);

public sealed record HolderCard(Guid StaffId, string Name, ChargeKind Kind);

/// <summary>How somebody holds a post.</summary>
public enum ChargeKind { Regular, AdditionalCharge, LinkOfficer }

/// <summary>A closed day was added to a calendar after it was published.</summary>
public sealed record HolidayDeclared(string Calendar, DateOnly Date, DateTimeOffset At) : IEvent;

/// <summary>A declared holiday was taken back: the day counts again.</summary>
public sealed record HolidayWithdrawn(string Calendar, DateOnly Date, DateTimeOffset At) : IEvent;
