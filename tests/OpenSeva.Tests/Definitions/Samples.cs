using System.Text.Json.Nodes;
using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

/// <summary>A small sound service to break in one place, and the repository's own services.</summary>
internal static class Samples
{
    public const string ServiceYaml = """
        code: fishing-permit
        department: fisheries
        version: 1
        effective-from: 2026-01-01
        sector: business
        law:
          limit: 10
          unit: working-days
          start: received
          pauses: [citizen-answer]
          designated-officer: fisheries-officer
          first-appeal: director
          second-appeal: commissioner
        numbering: { kind: FSH, year: calendar }
        applicant:
          jurisdiction: village
          name: person
          eligibility:
            - code: adult
              when: { field: born, age-at-least: 18 }
        form:
          - code: about
            fields:
              - { code: person, type: person-name, required: true }
              - { code: born, type: date, required: true, min: -120, max: 0 }
              - { code: village, type: address, required: true, levels: [village] }
              - { code: boat, type: choice, required: true, options: [none, small, large] }
              - { code: length, type: number, required: true, min: 1, max: 90 }
              - { code: income, type: money, min: 0 }
              - { code: member, type: yes-no }
          - code: boat-page
            when: { field: boat, in: [small, large] }
            fields:
              - { code: engine, type: yes-no, required: true }
              - { code: power, type: number, required: true, when: { field: engine, is: true } }
              - code: crew
                type: group
                min: 1
                max: 3
                fields:
                  - { code: crew-name, type: person-name, required: true }
                  - { code: crew-mobile, type: mobile }
        documents:
          - { code: identity, required: true, accept: [pdf, jpeg], max-megabytes: 5, max-pages: 4 }
        fees:
          - code: permit-fee
            account: 0405-00-800-01
            by: length
            slabs:
              - { up-to: 5, rupees: 50 }
              - { up-to: 20, rupees: 200.50 }
              - { rupees: 1000 }
            waivers:
              - code: members
                when: { field: member, is: true }
        workflow:
          start: look
          stages:
            - code: look
              role: inspector
              limit-days: 5
              status: looking
              clearances:
                - { code: harbour, role: harbour-master, limit-days: 3 }
              actions:
                - { code: ask, kind: ask }
                - { code: pass, kind: recommend, to: decide, requires: [clearances] }
                - { code: object, kind: object, pause: citizen-answer }
            - code: decide
              role: fisheries-officer
              limit-days: 5
              status: deciding
              actions:
                - { code: grant, kind: approve, not-by: [look] }
                - { code: refuse, kind: reject }
                - { code: back, kind: return, to: look }
          objection-reasons: [unreadable]
          rejection-reasons: [unsafe]
        retention-years: 5
        """;

    public static ServiceDefinition Permit { get; } =
        ServiceReader.Read(Files(ServiceYaml)).Definition ?? throw new InvalidOperationException("The sample is broken.");

    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>A day on which nobody in the samples has a birthday.</summary>
    public static DateOnly Today { get; } = new(2026, 11, 22);

    public static AnswerSurroundings Around { get; } = new(Today, unit => unit is "V1" or "D1") { LevelOf = unit => unit is "V1" ? "village" : "district" };

    public static ServiceFiles Files(string service) =>
        new("", new Dictionary<string, string> { [ServiceFiles.Service] = service });

    /// <summary>The sample with one piece of its text replaced; the piece must be there.</summary>
    public static string With(string written, string instead)
    {
        Assert.Contains(written, ServiceYaml, StringComparison.Ordinal);
        return ServiceYaml.Replace(written, instead, StringComparison.Ordinal);
    }

    /// <summary>What is wrong with service.yaml alone: the sample has no texts.</summary>
    public static IReadOnlyList<Mistake> Mistakes(string service) =>
        [.. ServiceReader.Read(Files(service)).Mistakes.Where(mistake => mistake.File == ServiceFiles.Service)];

    public static ServiceReading OfRepository(string folder) => ServiceReader.ReadFolder(Path.Combine(Root, "services", folder));

    public static JsonObject Answers(string json) => JsonNode.Parse(json)!.AsObject();

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "OpenSeva.slnx")) ? folder
        : Above(System.IO.Directory.GetParent(folder)?.FullName ?? Environment.GetEnvironmentVariable("OPENSEVA_ROOT") ?? throw new InvalidOperationException("No repository above."));
}
