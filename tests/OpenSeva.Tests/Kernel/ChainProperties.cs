using System.Data.Common;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Tests.Kernel;

/// <summary>Whatever one thing is changed behind the program's back, in a row, an entry, a seal or their order: verification names it.</summary>
public sealed class ChainProperties : IAsyncLifetime
{
    private const int Ledgers = 5;
    private readonly TrialApp app = new();
    private DbConnection owner = null!;

    private enum Harm { Row, Body, Hash, Place, Stream, SealHash, SealGone, SealOrder, Salt, Number }

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < Ledgers; i++)
            {
                var ledger = WorkTests.New(Guid.CreateVersion7());
                ledger.Add(new Money(100 + i), app.Clock.Now);
                await app.Save<LedgerDb>(ledger);
            }

            await app.Run(services => services.GetRequiredService<Numbers>().Draw("TRY/1", Guid.CreateVersion7(), default));
        }

        await app.Settle();
        owner = await app.Services.GetRequiredService<Storage>().OpenOwner(default);
        if (!Database.IsPostgres)
            await Do("drop trigger journal_entry_kept; drop trigger seal_kept; drop trigger seal_stays; drop trigger journal_salt_kept");
    }

    public async ValueTask DisposeAsync()
    {
        await owner.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task One_thing_changed_anywhere_is_named_and_put_back_is_forgotten()
    {
        Assert.Null((await app.VerifyJournal()).Fault);
        var harms = from harm in Gen.Elements(Enum.GetValues<Harm>()) from place in Gen.Choose(0, int.MaxValue - 1) select (harm, place);
        await Task.Run(() => Check.One(
            Trial.Sample(60), Prop.ForAll(harms.ToArbitrary(), one => Named(one.harm, one.place).GetAwaiter().GetResult())));
    }

    private async Task<bool> Named(Harm harm, int place)
    {
        var (tamper, undo, named) = harm switch
        {
            Harm.Row => await Row(place),
            Harm.Body => await Bytes("journal_entry", "body", "seq", place, "stream"),
            Harm.Hash => await Bytes("journal_entry", "hash", "seq", place, "stream"),
            Harm.Salt => await Bytes("journal_salt", "salt", "entry", place, null),
            Harm.SealHash => await Bytes("seal", "hash", "position", place, "position"),
            Harm.Place => await Moved(place),
            Harm.Stream => await Elsewhere(place),
            Harm.SealGone => await Gone(place),
            Harm.SealOrder => await Swapped(place),
            _ => ("update number_series set last = last + 1", "update number_series set last = last - 1", "series TRY/1"),
        };
        await Do(tamper);
        var fault = (await app.VerifyJournal()).Fault;
        await Do(undo);
        Assert.NotNull(fault);
        Assert.Contains(named, fault, StringComparison.Ordinal);
        Assert.Null((await app.VerifyJournal()).Fault);
        return true;
    }

    private async Task<(string, string, string)> Row(int place)
    {
        var id = await Nth("select id from ledger order by id", place);
        return ($"update ledger set amount = amount + 1 where id = '{id}'", $"update ledger set amount = amount - 1 where id = '{id}'", $"ledger {Guid.Parse(id)}");
    }

    /// <summary>One bit of a byte string.</summary>
    private async Task<(string, string, string)> Bytes(string table, string column, string key, int place, string? named)
    {
        var at = await Nth($"select {key} from {table} order by {key}", place);
        var where = $"where {key} = '{at}'";
        var hex = await Nth(Database.IsPostgres ? $"select encode({column}, 'hex') from {table} {where}" : $"select hex({column}) from {table} {where}", 0);
        var changed = Convert.FromHexString(hex);
        changed[place % changed.Length] ^= (byte)(1 << place % 8);
        return (Set(Convert.ToHexString(changed)), Set(hex), named is null ? "ledger" : await Nth($"select {named} from {table} {where}", 0));

        string Set(string value) => $"update {table} set {column} = {(Database.IsPostgres ? $"'\\x{value}'" : $"x'{value}'")} {where}";
    }

    private async Task<(string, string, string)> Moved(int place)
    {
        var seq = await Nth("select seq from journal_entry order by seq", place);
        return ($"update journal_entry set position = position + 50 where seq = {seq}", $"update journal_entry set position = position - 50 where seq = {seq}", await Nth($"select stream from journal_entry where seq = {seq}", 0));
    }

    /// <summary>An entry taken out of its stream: whichever stream is read first tells of it.</summary>
    private async Task<(string, string, string)> Elsewhere(int place)
    {
        var seq = await Nth("select seq from journal_entry order by seq", place);
        var stream = await Nth($"select stream from journal_entry where seq = {seq}", 0);
        return ($"update journal_entry set stream = 'else' where seq = {seq}", $"update journal_entry set stream = '{stream}' where seq = {seq}", "stream ");
    }

    private async Task<(string, string, string)> Gone(int place)
    {
        // The last seal alone can go unseen: that is what a head kept elsewhere is for.
        var last = long.Parse(await Nth("select max(position) from seal", 0), CultureInfo.InvariantCulture);
        var position = 1 + place % (last - 1);
        var (entry, hash) = (await Nth($"select entry from seal where position = {position}", 0), await Nth(Database.IsPostgres ? $"select encode(hash, 'hex') from seal where position = {position}" : $"select hex(hash) from seal where position = {position}", 0));
        return ($"delete from seal where position = {position}", $"insert into seal (position, entry, hash) values ({position}, {entry}, {(Database.IsPostgres ? $"'\\x{hash}'" : $"x'{hash}'")})", $"seal {position} is missing");
    }

    private async Task<(string, string, string)> Swapped(int place)
    {
        var last = long.Parse(await Nth("select max(position) from seal", 0), CultureInfo.InvariantCulture);
        var position = 1 + place % (last - 1);
        var (one, next) = (await Nth($"select entry from seal where position = {position}", 0), await Nth($"select entry from seal where position = {position + 1}", 0));
        return (Put(next, one), Put(one, next), $"seal {position}");

        string Put(string here, string there) =>
            $"update seal set entry = -1 where position = {position}; update seal set entry = {there} where position = {position + 1}; update seal set entry = {here} where position = {position}";
    }

    private async Task<string> Nth(string sql, int place)
    {
        await using var command = owner.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync()) found.Add(Convert.ToString(rows.GetValue(0), CultureInfo.InvariantCulture)!);
        return found[place % found.Count];
    }

    private async Task Do(string sql)
    {
        await using var command = owner.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
