using OpenSeva.Kernel;

namespace OpenSeva.Catalogue.Popularity;

/// <summary>How often a service was applied for. A read model: it only orders the portal's first page.</summary>
[Unjournaled]
internal sealed class ServiceUse : Entity
{
    public string Code { get; private init; } = "";

    public long Sent { get; private init; }

    public override string Stream => $"service-use/{Code}";

    private ServiceUse()
    {
    }

    public static ServiceUse First(string code) => new() { Code = code, Sent = 1 };
}
