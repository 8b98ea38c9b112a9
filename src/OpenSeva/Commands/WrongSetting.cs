using System.CommandLine.Parsing;
using System.Globalization;

namespace OpenSeva.Commands;

/// <summary>Something given by flag, environment or file is not what its name asks for. Said in a sentence, with exit code 2.</summary>
internal sealed class WrongSetting(string name, string value, string wanted) : Exception($"{name}: '{value}' is not {wanted}")
{
    /// <summary>A flag's number as it was typed.</summary>
    public static int Number(ArgumentResult typed) => typed.Tokens is [{ Value: var value }] && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new WrongSetting(((OptionResult)typed.Parent!).Option.Name.TrimStart('-'), string.Join(' ', typed.Tokens.Select(token => token.Value)), "a number");
}
