using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Codes;

/// <summary>How often something was tried within one clock hour. The key is a hash: the table names nobody.</summary>
internal sealed class Attempts
{
    public string Key { get; private set; } = "";
    public long Hour { get; private set; }
    public int Count { get; private set; }
}

/// <summary>
/// Counts tries per address typed, per network address and over everybody. The last is what stops spraying one guess
/// over a hundred thousand accounts: five tries each are 5 in a million for one account, but 39 % for one of them all.
/// </summary>
internal sealed partial class Limits(AccountsDb db, Settings settings, TimeProvider clock, ILogger<Limits> log)
{
    private const int AsksPerAddress = 6;
    private const int FailuresPerAddress = 10;
    // A service centre registers its whole queue from one network address.
    private const int AsksPerClient = 120;
    private const int FailuresPerClient = 60;
    private const int FailuresOfAll = 1000;

    private int Budget => int.TryParse(settings.Configuration["accounts:failures-per-hour"], CultureInfo.InvariantCulture, out var given) ? given : FailuresOfAll;

    /// <summary>Counts one request for codes.</summary>
    /// <returns>False when it is one too many.</returns>
    public async Task<bool> MayAsk(IEnumerable<string> addresses, string client, CancellationToken ct)
    {
        var may = await Add("ask/client", client, ct) <= AsksPerClient;
        // In sorted order, so that two requests with the same addresses never wait for each other.
        foreach (var address in addresses.Order(StringComparer.Ordinal)) may &= await Add("ask/address", address, ct) <= AsksPerAddress;
        return may;
    }

    public async Task<bool> MayTry(string whom, string client, CancellationToken ct)
    {
        if (await Count("fail/all", "", ct) >= Budget)
        {
            LogBudgetSpent(Budget);
            return false;
        }

        return await Count("fail/address", whom, ct) < FailuresPerAddress && await Count("fail/client", client, ct) < FailuresPerClient;
    }

    public async Task Failed(string whom, string client, CancellationToken ct)
    {
        await Add("fail/address", whom, ct);
        await Add("fail/client", client, ct);
        await Add("fail/all", "", ct);
    }

    /// <summary>Lets one command at a time pass for this address: the second waits until the first has committed.</summary>
    public Task TakeTurn(string address, CancellationToken ct) => Add("turn", address, ct);

    private async Task<int> Add(string what, string whom, CancellationToken ct)
    {
        var (key, hour) = (KeyOf(what, whom), Hour);
        await db.Database.ExecuteSqlAsync(
            $"insert into attempts (key, hour, count) values ({key}, {hour}, 1) on conflict (key, hour) do update set count = attempts.count + 1", ct);
        return await db.Attempts.AsNoTracking().Where(row => row.Key == key && row.Hour == hour).Select(row => row.Count).SingleAsync(ct);
    }

    private Task<int> Count(string what, string whom, CancellationToken ct)
    {
        var (key, hour) = (KeyOf(what, whom), Hour);
        return db.Attempts.AsNoTracking().Where(row => row.Key == key && row.Hour == hour).Select(row => row.Count).SingleOrDefaultAsync(ct);
    }

    private long Hour => clock.Now.ToUnixTimeSeconds() / 3600;

    private static string KeyOf(string what, string whom) =>
        whom.Length is 0 ? what : $"{what}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{what}/{whom}")))[..32]}";

    [LoggerMessage(Level = LogLevel.Critical, Message = "ALARM: {Budget} one-time codes failed within this hour over all accounts; codes are refused until the next hour")]
    private partial void LogBudgetSpent(int budget);
}
