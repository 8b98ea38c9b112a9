using System.CommandLine;
using OpenSeva;
using OpenSeva.Commands;

return await Cli.Root().Parse(Cli.WithDefault(args)).InvokeAsync();
