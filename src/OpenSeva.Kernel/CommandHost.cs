using System.CommandLine;

namespace OpenSeva.Kernel;

/// <summary>
/// How a module's command runs: the program is composed as for serving, but nothing listens and nothing runs in the
/// background. A module offers its commands as <c>public static IEnumerable&lt;Command&gt; Commands(CommandHost host)</c>.
/// </summary>
/// <param name="Run">Composes the services from the common flags and runs the act in one scope, over the database that is there; a refusal is printed in words and gives exit code 1.</param>
/// <param name="Begin">The same for an act that needs no database, or makes one.</param>
public sealed record CommandHost(
    Func<ParseResult, Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> Run,
    Func<ParseResult, Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> Begin);
