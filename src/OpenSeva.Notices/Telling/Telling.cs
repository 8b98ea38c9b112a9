using System.Globalization;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Catalogue;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Notices;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Notices.Telling;

/// <summary>What the tellers share: whom to tell in which language, and how things are called there.</summary>
internal sealed class Telling(INotices notices, IAccounts accounts, ICatalogue catalogue, IDirectory directory, TimeProvider clock)
{
    /// <param name="write">The template and its values in the citizen's language; null when there is nothing to tell.</param>
    /// <returns>False when nobody was told.</returns>
    public async Task<bool> Tell(Guid citizenId, string path, Func<string, Task<(string Template, IReadOnlyList<string> Values)?>> write, CancellationToken ct)
    {
        if (await accounts.Citizen(citizenId, ct) is not { } citizen || await write(citizen.Language) is not { } message) return false;
        await notices.Send(new(new(citizen.Id, citizen.Email, citizen.Mobile, citizen.Language), message.Template, message.Values, Path: path), ct);
        return true;
    }

    /// <param name="version">The version a case is pinned to; null takes today's.</param>
    public async Task<string> Service(string code, int? version, string language, CancellationToken ct)
    {
        var service = version is { } pinned ? await catalogue.Version(code, pinned, ct) : await catalogue.Current(code, clock.Today, ct);
        return service?.Texts.In(language, "name") ?? code;
    }

    /// <summary>Coded reasons in the service's own words, one after the other.</summary>
    public async Task<string> Reasons(string code, int version, IReadOnlyList<string> reasons, string language, CancellationToken ct)
    {
        var service = await catalogue.Version(code, version, ct);
        return reasons.Count is 0 ? "–" : string.Join("; ", reasons.Select(reason => service?.Texts.In(language, TextKeys.Reason(reason)) ?? reason));
    }

    public async Task<bool> IssuesDocument(string code, int version, CancellationToken ct) =>
        (await catalogue.Version(code, version, ct))?.Definition.Certificate is not null;

    public async Task<string> Office(Guid officeId, string language, CancellationToken ct) =>
        (await directory.Office(officeId, ct))?.Name.In(language) ?? "";

    public static Task<(string Template, IReadOnlyList<string> Values)?> Say(string template, params string[] values) =>
        Task.FromResult<(string, IReadOnlyList<string>)?>((template, values));

    /// <summary>The day in the state's civil time, in the reader's language.</summary>
    public static string Day(DateTimeOffset at, string language) =>
        TimeZoneInfo.ConvertTime(at, Time.India).ToString("d MMMM yyyy", CultureInfo.GetCultureInfo($"{language}-IN"));

    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
