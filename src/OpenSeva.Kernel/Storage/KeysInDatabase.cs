using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace OpenSeva.Kernel.Storage;

/// <summary>The keys that protect cookies and form tokens live in the database, so that every node reads what another wrote.</summary>
/// <param name="storage">Asked for with the first key only: composing the program, as a check of files does, makes no database.</param>
internal sealed class KeysInDatabase(Func<Storage> storage) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = storage().NewConnection();
        connection.Open();
        using var command = connection.Command("select xml from data_protection_key");
        using var rows = command.ExecuteReader();
        var keys = new List<XElement>();
        while (rows.Read())
        {
            using var reader = XmlReader.Create(new StringReader(rows.GetString(0)));
            keys.Add(XElement.Load(reader));
        }

        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = storage().NewConnection();
        connection.Open();
        using var command = connection.Command("insert into data_protection_key (id, xml) values (@id, @xml)");
        command.With("id", System.Guid.CreateVersion7()).With("xml", element.ToString(SaveOptions.DisableFormatting)).ExecuteNonQuery();
    }
}
