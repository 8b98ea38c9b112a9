using Microsoft.AspNetCore.Http;

namespace OpenSeva.Kernel.Web;

/// <summary>A request that is none, with the sentence that says why in the caller's own language.</summary>
/// <param name="words">Key of the sentence.</param>
public sealed class Unreadable(string words, int status = StatusCodes.Status400BadRequest, Exception? because = null) : BadHttpRequestException(words, status, because!)
{
    public string Words => Message;

    public static Unreadable Form(Exception? because = null) => new("kernel.problem.form", because: because);

    public static Unreadable TooLarge() => new("kernel.problem.too-large", StatusCodes.Status413PayloadTooLarge);

    public static Unreadable Characters() => new("kernel.problem.characters");
}
