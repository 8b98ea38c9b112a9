using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OpenSeva.BrowserTests.EveryPage;

/// <summary>The addresses of all pages, read from the program that is served: a page added to it is here by itself.</summary>
internal static class Routes
{
    public static SortedSet<string> All()
    {
        var routes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(Product.Root, "out"), "OpenSeva*.dll"))
        {
            using var image = new PEReader(File.OpenRead(file));
            var metadata = image.GetMetadataReader();
            foreach (var handle in metadata.CustomAttributes)
            {
                var attribute = metadata.GetCustomAttribute(handle);
                if (attribute.Parent.Kind is HandleKind.TypeDefinition && NameOf(metadata, attribute) is "RouteAttribute") routes.Add(Template(metadata, attribute));
            }
        }

        return routes;
    }

    private static string? NameOf(MetadataReader metadata, CustomAttribute attribute) =>
        attribute.Constructor.Kind is HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
            ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name)
            : null;

    // ECMA-335, II.23.3: a prolog of two bytes, then the constructor's only argument.
    private static string Template(MetadataReader metadata, CustomAttribute attribute)
    {
        var value = metadata.GetBlobReader(attribute.Value);
        value.ReadUInt16();
        return value.ReadSerializedString()!;
    }
}
