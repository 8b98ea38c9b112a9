using OpenSeva.Kernel.Storage;

namespace OpenSeva.Kernel;

/// <summary>What was decided about a database when it was made: above all whether it is a demonstration.</summary>
public sealed class Marks(Storage.Storage storage, Settings settings, Words words)
{
    private const string Demo = "demonstration";
    private bool? demonstration;
    private LocalText? stateName;

    /// <summary>True only in a database that <c>openseva demo</c> made: made-up people, "sign in as", a ribbon on every page.</summary>
    public bool IsDemonstration => demonstration ??= Find(Demo) is not null;

    /// <summary>The government's name as pages, messages and certificates show it: the configured one; a demonstration's own; else the product's.</summary>
    public LocalText StateName => stateName ??= settings.StateName ?? (IsDemonstration ? words.All("kernel.demonstration.state") : new("OpenSeva"));

    /// <summary>Marks a database that holds nothing yet.</summary>
    /// <exception cref="Refusal">The database is already in use.</exception>
    public async Task MakeDemonstration(CancellationToken ct)
    {
        await using var connection = storage.NewConnection();
        await connection.OpenAsync(ct);
        await using (var used = connection.Command("select count(*) from journal_entry"))
        {
            if (Convert.ToInt64(await used.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture) > 0) throw new Refusal("demo.database-in-use");
        }

        await using var mark = connection.Command("insert into kernel_setting (name, value) values (@name, 'yes') on conflict do nothing");
        await mark.With("name", Demo).ExecuteNonQueryAsync(ct);
        (demonstration, stateName) = (true, null);
    }

    private string? Find(string name)
    {
        using var connection = storage.NewConnection();
        connection.Open();
        using var command = connection.Command("select value from kernel_setting where name = @name");
        return command.With("name", name).ExecuteScalar() as string;
    }
}
