using OpenSeva.Commands;

return await Cli.Invoke(args, Console.Error);
