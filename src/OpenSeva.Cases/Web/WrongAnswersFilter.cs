using Microsoft.AspNetCore.Http;
using OpenSeva.Cases.Drafts;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Web;

/// <summary>Answers 400 with every wrong field's sentence and code.</summary>
internal sealed class WrongAnswersFilter(Words words) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (AnswersWrong answers)
        {
            return TypedResults.ValidationProblem(
                answers.Say(words).GroupBy(one => one.Field).ToDictionary(field => field.Key, field => field.Select(one => one.Sentence).ToArray()),
                title: words["cases.problem.answers"],
                type: "urn:openseva:problem:answers",
                extensions: new Dictionary<string, object?>
                {
                    ["codes"] = answers.Wrong.GroupBy(one => one.Field).ToDictionary(field => field.Key, field => field.Select(one => one.Code).ToArray()),
                });
        }
    }
}
