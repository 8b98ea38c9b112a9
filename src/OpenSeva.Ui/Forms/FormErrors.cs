using System.ComponentModel.DataAnnotations;
using System.Reflection;
using OpenSeva.Kernel;

namespace OpenSeva.Ui;

/// <summary>What is wrong with a form: one sentence per field, and sentences about the whole.</summary>
public sealed class FormErrors
{
    private readonly List<(string Field, string Message)> all = [];
    private readonly Dictionary<string, string> labels = [];

    public bool Any => all.Count > 0;

    public IReadOnlyList<(string Field, string Message)> All => all;

    /// <summary>The field's sentence, or null when it is right.</summary>
    public string? this[string field] => all.Find(error => error.Field == field).Message;

    /// <summary>A sentence as the summary says it: far from its field, it names it.</summary>
    public string Summary(string field, string message) =>
        labels.TryGetValue(field, out var label) && !message.Contains(label, StringComparison.Ordinal) ? $"{label}: {message}" : message;

    /// <summary>What the field is called on the page.</summary>
    public void Name(string field, string label) => labels[field] = label;

    /// <summary>The first sentence about a field wins: one thing to mend at a time.</summary>
    public void Add(string field, string message)
    {
        if (field is "" || this[field] is null) all.Add((field, message));
    }

    /// <summary>A rule of the office said no: the sentence stands in the summary.</summary>
    public void Add(Refusal refusal, Words words) => Add("", words[$"refusal.{refusal.Code}", [.. refusal.Args]]);

    /// <summary>
    /// Reads the validation attributes of a form model. An attribute's ErrorMessage may be a words key; without one
    /// the sentence common to its kind is used. True when nothing is wrong so far.
    /// </summary>
    public bool Check(object form, string prefix, Words words)
    {
        var properties = form.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);
        foreach (var property in properties)
        {
            var value = property.GetValue(form);
            var context = new ValidationContext(form) { MemberName = property.Name };
            var failed = property.GetCustomAttributes<ValidationAttribute>()
                .OrderByDescending(rule => rule is RequiredAttribute)
                .FirstOrDefault(rule => rule.GetValidationResult(value, context) != ValidationResult.Success);
            if (failed is not null) Add($"{prefix}.{property.Name}", Sentence(failed, words));
            else if (value is DateParts { Problem: { } problem }) Add($"{prefix}.{property.Name}", words[problem]);
        }

        // The summary follows the page: fields in the order the model declares them.
        var order = properties.Select((property, place) => ($"{prefix}.{property.Name}", place)).ToDictionary();
        var inOrder = all.OrderBy(error => order.GetValueOrDefault(error.Field, int.MaxValue)).ToList();
        all.Clear();
        all.AddRange(inOrder);
        return !Any;
    }

    private static string Sentence(ValidationAttribute rule, Words words) => rule switch
    {
        { ErrorMessage: { } key } when words.Knows(key) => words[key],
        RequiredAttribute => words["ui.error.required"],
        StringLengthAttribute length => words["ui.error.long", length.MaximumLength],
        MaxLengthAttribute length => words["ui.error.long", length.Length],
        MinLengthAttribute length => words["ui.error.short", length.Length],
        RangeAttribute range => words["ui.error.range", range.Minimum, range.Maximum],
        EmailAddressAttribute => words["ui.error.email"],
        _ => words["ui.error.form"],
    };
}
