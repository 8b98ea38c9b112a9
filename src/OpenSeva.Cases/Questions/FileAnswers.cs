using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Contracts.Documents;
using OpenSeva.Definitions;
using OpenSeva.Kernel;
using OpenSeva.Ui;

namespace OpenSeva.Cases.Questions;

/// <summary>Answers that are files: the answer is the upload's id, and with the application the file becomes one of the case's documents.</summary>
internal static class FileAnswers
{
    /// <summary>Every file among the answers, entries of groups included, by its field's code.</summary>
    public static IEnumerable<AttachedDocument> Of(IEnumerable<Field> fields, JsonObject answers)
    {
        foreach (var field in fields)
        {
            if (field.Type is FieldType.File && Upload(answers[field.Code]) is { } upload) yield return new(field.Code, upload);
            if (field.Type is not FieldType.Group || answers[field.Code] is not JsonArray entries) continue;

            foreach (var inner in entries.OfType<JsonObject>().SelectMany(entry => Of(field.Fields, entry))) yield return inner;
        }
    }

    public static IEnumerable<AttachedDocument> Of(ServiceDefinition definition, JsonObject answers) => Of(definition.Pages.SelectMany(page => page.Fields), answers).Distinct();

    /// <summary>Whatever may be a file among answers, without asking which questions they belong to.</summary>
    public static IEnumerable<Guid> Named(JsonNode? answers) => answers switch
    {
        JsonObject members => members.SelectMany(member => Named(member.Value)),
        JsonArray entries => entries.SelectMany(Named),
        _ => Upload(answers) is { } upload ? [upload] : [],
    };

    public static Guid? Upload(JsonNode? answer) =>
        answer is JsonValue value && value.TryGetValue(out string? text) && Guid.TryParseExact(text, "D", out var id) ? id : null;

    /// <summary>A file of the form's own is held against its limits as a document is.</summary>
    public static DocumentRule Rule(Field field) => new(field.Code, null, field.Required, field.Accept, field.MaxMegabytes, field.MaxPages);

    public static bool Any(IEnumerable<Field> fields) => fields.Any(field => field.Type is FieldType.File || Any(field.Fields));

    /// <summary>Takes in the files a form brought, by the name of their question; what is refused stands at its question.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> Receive(
        HttpContext http, IEnumerable<Field> fields, IDocuments uploads, FormErrors errors, Words words)
    {
        var received = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var all = fields.SelectMany(field => field.Fields.Prepend(field)).Where(field => field.Type is FieldType.File).ToList();
        foreach (var file in http.Request.Form.Files.Where(file => file.Length > 0))
        {
            if (all.Find(field => file.Name.StartsWith(PostedAnswers.Prefix, StringComparison.Ordinal) && file.Name.Split('.')[^1] == field.Code) is not { } field) continue;
            try
            {
                await using var content = file.OpenReadStream();
                received[file.Name] = (await uploads.Receive(new(file.FileName, field.Accept, field.MaxMegabytes, field.MaxPages), content, http.RequestAborted)).Id;
            }
            catch (Refusal refusal)
            {
                errors.Add(file.Name, words[$"refusal.{refusal.Code}", [.. refusal.Args]]);
            }
        }

        return received;
    }
}
