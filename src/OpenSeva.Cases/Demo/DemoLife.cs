using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Cases.CaseFile;
using OpenSeva.Cases.Clearances;
using OpenSeva.Cases.Decisions;
using OpenSeva.Cases.Drafts;
using OpenSeva.Cases.Objections;
using OpenSeva.Cases.Submission;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Directory;
using OpenSeva.Contracts.Documents;
using OpenSeva.Contracts.Payments;
using OpenSeva.Definitions;
using OpenSeva.Kernel;

namespace OpenSeva.Cases.Demo;

/// <summary>One application of the demonstration, from its form to its end or to the desk where it still waits.</summary>
/// <param name="later">Lets something happen after so many working days.</param>
/// <param name="rests">After how many steps it is left at its desk; null: it goes on to its end, sometimes slowly or by way of an objection.</param>
internal sealed class DemoLife(
    IServiceScopeFactory scopes, TimeProvider clock, Story story, StoryCitizen citizen, Random random, Action<int, Func<CancellationToken, Task>> later, int? rests = null)
{
    private readonly bool isRefused = random.Next(100) < 7;
    private readonly bool isObjectedTo = random.Next(100) < 14 && rests is null;
    private readonly bool isSlow = random.Next(100) < 18 && rests is null;
    private Guid id;
    private bool objected;
    private int step;

    private Actor Applicant => new(ActorKind.Citizen, citizen.Id, null, null, []);

    public async Task Apply(CancellationToken ct)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(citizen.Language);
        id = await As(Applicant, async services => (await services.GetRequiredService<StartDraft>().Start(story.Code, null, ct)).Id);
        await FillIn(ct);
        foreach (var code in story.Documents) await HandIn(code, ct);

        var sent = await As(Applicant, services => services.GetRequiredService<Send>().Submit(id, null, null, ct));
        if (sent.PayPath is not null)
        {
            await As(Applicant, async services =>
            {
                var demand = await services.GetRequiredService<IPayments>().Of(id, ct);
                await services.GetRequiredService<ISandboxPayer>().Pay(demand!.Id, ct);
                return true;
            });
        }

        Next();
    }

    private async Task FillIn(CancellationToken ct)
    {
        var pages = await As(Applicant, async services => (await services.GetRequiredService<ReadDrafts>().One(id, ct)).Service.Definition.Pages);
        var answers = Story.Fill(story.Answers, Blanks());
        foreach (var page in pages)
        {
            var own = new JsonObject(page.Fields.Where(field => answers.ContainsKey(field.Code)).Select(field => KeyValuePair.Create(field.Code, answers[field.Code]?.DeepClone())));
            await As(Applicant, services => services.GetRequiredService<SavePage>().Save(id, page.Code, own, false, null, ct));
        }
    }

    private async Task HandIn(string code, CancellationToken ct)
    {
        var upload = await Upload(code, ct);
        await As(Applicant, services => services.GetRequiredService<DraftDocuments>().Attach(id, code, upload, ct));
    }

    private Task<Guid> Upload(string code, CancellationToken ct) => As(Applicant, async services =>
    {
        await using var sample = typeof(DemoLife).Assembly.GetManifestResourceStream("Demo/sample-document.pdf")!;
        return (await services.GetRequiredService<IDocuments>().Receive(new($"{code}.pdf", ["pdf"]), sample, ct)).Id;
    });

    private void Next()
    {
        if (step != rests) later(isSlow ? random.Next(6, 20) : random.Next(1, 5), Act);
    }

    /// <summary>Whoever sits at the desk that holds it does the next thing. An empty desk does nothing, and it waits.</summary>
    private async Task Act(CancellationToken ct)
    {
        var seat = await As(Actor.System, async services =>
        {
            var held = await services.GetRequiredService<CasesDb>().Cases.Where(file => file.Id == id && file.State == CaseState.Open).Select(file => (Guid?)file.PostId).FirstOrDefaultAsync(ct);
            return held is { } post ? await services.GetRequiredService<IDirectory>().Post(post, clock.Today, ct) : null;
        });
        if (seat?.Holder is not { } holder) return;

        var officer = new Actor(ActorKind.Staff, holder.StaffId, seat.PostId, seat.Office.Department, []);
        try
        {
            if (isObjectedTo && !objected) await Object(officer, ct);
            else await Do(officer, isRefused && step == story.Path.Count - 1 ? story.Refusal : story.Path[step], ct);
        }
        catch (Refusal refusal) when (refusal.Code is "case.clearances-missing")
        {
            later(1, Act);
        }
        catch (Refusal refusal) when (refusal.Code is "case.same-person" or "case.nothing-to-ask")
        {
            // One person in two posts may not check what they made: it waits, as it would.
        }
    }

    private async Task Do(Actor officer, StoryStep next, CancellationToken ct)
    {
        var request = new DecideRequest(Reasons: next.Reasons.Count > 0 ? next.Reasons : null, Fields: next.Fields.Count > 0 ? Story.Fill(next.Fields, Blanks()) : null);
        await As(officer, services => services.GetRequiredService<Decide>().Act(id, next.Action, request, null, ct));
        step++;
        if (step < story.Path.Count && story.Path[step].Waits is "clearances") later(random.Next(1, 6), Clear);
        else if (step < story.Path.Count) Next();
    }

    private async Task Object(Actor officer, CancellationToken ct)
    {
        objected = true;
        var action = await As(officer, async services =>
        {
            var inHand = await services.GetRequiredService<TakeInHand>().Take(id, officer, ct);
            return inHand.Stage.Actions.FirstOrDefault(one => one.Kind is ActionKind.Object)?.Code;
        });
        if (action is null)
        {
            Next();
            return;
        }

        var point = new ObjectionPoint(PointKind.Document, story.Objection.Document, story.Objection.Reason);
        await As(officer, services => services.GetRequiredService<Decide>().Act(id, action, new(Points: [point]), null, ct));
        later(random.Next(1, 8), Answer);
    }

    private async Task Answer(CancellationToken ct)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(citizen.Language);
        var upload = await Upload(story.Objection.Document, ct);
        await As(Applicant, services => services.GetRequiredService<AnswerObjection>().Answer(id, new(Documents: [new(story.Objection.Document, upload)]), null, ct));
        Next();
    }

    /// <summary>The offices asked answer, each from its own desk.</summary>
    private async Task Clear(CancellationToken ct)
    {
        var asked = await As(Actor.System, services => services.GetRequiredService<CasesDb>().Clearances
            .Where(one => one.CaseId == id && one.State == ClearanceState.Waiting).Select(one => new { one.Id, one.PostId }).ToListAsync(ct));
        foreach (var one in asked)
        {
            var seat = await As(Actor.System, services => services.GetRequiredService<IDirectory>().Post(one.PostId, clock.Today, ct));
            if (seat?.Holder is not { } holder) continue;
            var officer = new Actor(ActorKind.Staff, holder.StaffId, seat.PostId, seat.Office.Department, []);
            await As(officer, services => services.GetRequiredService<AnswerClearance>().Answer(id, one.Id, true, "Nothing stands against it.", ct));
        }

        Next();
    }

    private Dictionary<string, object> Blanks()
    {
        var today = clock.Today;
        var age = citizen.Mobile[^1] - '0' + 30;
        return new()
        {
            ["name"] = citizen.Name, ["guardian"] = citizen.Guardian, ["gender"] = citizen.Gender, ["mobile"] = citizen.Mobile,
            ["unit"] = citizen.UnitFor(story.Unit), ["pin"] = citizen.Pin, ["age"] = (long)age,
            ["born"] = today.AddYears(-age).AddDays(-citizen.Name.Length).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["income"] = (citizen.Mobile[^2] - '0' + 3) * 1_200_000L, ["area"] = (citizen.Mobile[^1] - '0' + 2) * 8L,
            ["date"] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private async Task<T> As<T>(Actor actor, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = actor;
        return await act(scope.ServiceProvider);
    }
}
