using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OpenSeva.Kernel.Web;

/// <summary>A list in a request's body holds null where a value belongs.</summary>
public sealed class NullEntry : JsonException
{
    private readonly int index;

    private NullEntry(int index) => this.index = index;

    /// <summary>Where it stands: the reader, who has reached the end of the list by then, knows only which list.</summary>
    internal string Place => $"{Path}[{index}]";

    /// <summary>
    /// For the options that read requests. The reader minds the nullability of members, but not of what is in their lists;
    /// no list of ours takes null, so none is let in.
    /// </summary>
    public static void Refuse(JsonTypeInfo type)
    {
        if (type is not { Kind: JsonTypeInfoKind.Enumerable, ElementType.IsValueType: false }) return;

        type.OnDeserialized = list =>
        {
            var index = 0;
            foreach (var entry in (IEnumerable)list)
            {
                if (entry is null) throw new NullEntry(index);
                index++;
            }
        };
    }
}
