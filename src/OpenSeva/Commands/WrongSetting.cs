namespace OpenSeva.Commands;

/// <summary>Something given by flag, environment or file is not what its name asks for. Said in a sentence, with exit code 2.</summary>
internal sealed class WrongSetting(string name, string value, string wanted) : Exception($"{name}: '{value}' is not {wanted}");
