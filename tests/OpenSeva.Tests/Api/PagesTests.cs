using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Tests.House;

namespace OpenSeva.Tests.Api;

/// <summary>Whatever a citizen or officer can do on a page is an endpoint too: pages and forms are found in the tree, their endpoints stand here.</summary>
public sealed partial class PagesTests(SevaApp app) : IClassFixture<SevaApp>
{
    // Not for integrators: the demonstration, the made-up bank, the gallery of components, and what a browser alone needs.
    private static readonly string[] BrowserOnly =
    [
        "DemoSignInPage", "OutboxPage", "SandboxPage", "ScanPage", "Gallery", "OfficeGallery", "ExamplePage", "FaultPage", "PersonMenu",
    ];

    /// <summary>What a page shows (PAGE) and what its forms do (PAGE/FORM), as endpoints under /api/v1.</summary>
    private static readonly Dictionary<string, string> Table = new(StringComparer.Ordinal)
    {
        ["HomePage"] = "GET services, GET sectors",
        ["ServicesPage"] = "GET services",
        ["ServicePage"] = "GET services/{code}",
        ["ApplyPage"] = "GET services/{code}, GET drafts",
        ["ApplyPage/start"] = "POST drafts",
        ["ApplicationsPage"] = "GET drafts, GET cases",
        ["DraftFormPage"] = "GET drafts/{id}, GET services/{code}, GET directory/units",
        ["DraftFormPage/page"] = "PUT drafts/{id}/pages/{page}",
        ["DraftDocumentsPage"] = "GET drafts/{id}, GET uploads/{id}",
        ["DraftDocumentsPage/documents"] = "POST uploads, POST drafts/{id}/documents/{code}, DELETE drafts/{id}/uploads/{upload}",
        ["CheckPage"] = "GET drafts/{id}/check",
        ["CheckPage/send"] = "POST drafts/{id}/submission",
        ["CheckPage/reopen"] = "POST drafts/{id}/reopening",
        ["DiscardPage"] = "GET drafts/{id}",
        ["DiscardPage/discard"] = "DELETE drafts/{id}",
        ["AcknowledgementPage"] = "GET cases/{id}, GET cases/{caseId}/clock",
        ["MyCasePage"] = "GET cases/{id}, GET cases/{id}/messages",
        ["Conversation/message"] = "POST cases/{id}/messages",
        ["AnswerPage"] = "GET cases/{id}",
        ["AnswerPage/answer"] = "POST cases/{id}/objection/answer",
        ["WithdrawPage"] = "GET cases/{id}",
        ["WithdrawPage/withdraw"] = "POST cases/{id}/withdrawal",
        ["CorrectPage"] = "GET cases/{id}",
        ["CorrectPage/correct"] = "POST cases/{id}/corrections",
        ["TrackPage"] = "POST tracking",
        ["TrackPage/track"] = "POST tracking",
        ["RetentionPage"] = "GET retention/ended, GET retention/destructions",
        ["RetentionPage/propose"] = "POST retention/destructions",
        ["RetentionPage/decide"] = "POST retention/destructions/decision",
        ["TrackedPage"] = "POST tracking",
        ["ClockPage"] = "GET cases/{caseId}/clock",
        ["OfficeCasePage"] = "GET cases/{id}, GET cases/{id}/messages, GET cases/{caseId}/clock",
        ["ClearancePanel/clearance-*"] = "POST cases/{id}/clearances/{clearance}/answer",
        ["OfficeCasePage/pull"] = "POST cases/{id}/pull-back",
        ["FeeNotice/fee"] = "POST cases/{id}/fee-notes",
        ["CallOffPanel/call-off-*"] = "POST cases/{id}/charges/{charge}/cancellation",
        ["ActPage"] = "GET cases/{id}, GET services/{code}/versions/{number}/files",
        ["ActPage/act"] = "POST cases/{id}/actions/{action}",
        ["EndObjectionPage"] = "GET cases/{id}",
        ["EndObjectionPage/end"] = "POST cases/{id}/objection/end",
        ["FindCasePage"] = "GET cases",
        ["AuditPage"] = "GET cases/{id}/audit",
        ["Inbox"] = "GET desk/inbox",
        ["Inbox/claim-*"] = "POST desk/items/{itemId}/claims",
        ["PayPage"] = "GET payments/demands/{id}",
        ["PayPage/pay"] = "POST payments/demands/{id}/payments",
        ["PayPage/check"] = "POST payments/demands/{id}/checks",
        ["ReceiptPage"] = "GET payments/demands/{id}/receipt",
        ["LockerPage"] = "GET issued",
        ["LockerDocumentPage"] = "GET issued/{id}, GET issued/{id}/content, GET issued/{id}/shares",
        ["LockerDocumentPage/share"] = "POST issued/{id}/shares",
        ["LockerDocumentPage/end-*"] = "DELETE shares/{id}",
        ["SharedPage"] = "GET shared/{token}, GET shared/{token}/content",
        ["VerifyPage"] = "GET verify/{token}, GET signing-certificates",
        ["VerifyPage/compare"] = "POST verify",
        ["IssuedPage"] = "GET issued/{id}",
        ["IssuedPage/revoke"] = "POST issued/{id}/revocation",
        ["InboxPage"] = "GET inbox",
        ["InboxPage/read-all"] = "POST inbox/reads",
        ["InboxPage/read-*"] = "POST inbox/{id}/reads",
        ["BoardPage"] = "GET insight/board",
        ["CountedCasesPage"] = "GET insight/cases",
        ["RegisterPage"] = "POST account/registrations",
        ["RegisterPage/register"] = "POST account/registrations",
        ["SignInPage"] = "POST account/sessions",
        ["SignInPage/sign-in"] = "POST account/sessions",
        ["CodesPage"] = "POST account/registrations/confirmations, POST account/sessions/confirmations, POST account/contact-changes/confirmations, POST admin/recoveries/confirmations",
        ["CodesPage/codes"] = "POST account/registrations/confirmations, POST account/sessions/confirmations, POST account/contact-changes/confirmations, POST admin/recoveries/confirmations",
        ["CodesPage/again"] = "POST account/codes",
        ["AccountPage"] = "GET account, GET account/export",
        ["AccountPage/language"] = "PUT account/language",
        ["AccountPage/email"] = "POST account/contact-changes",
        ["AccountPage/mobile"] = "POST account/contact-changes",
        ["SessionsPage"] = "GET account/sessions, DELETE account/session",
        ["SessionsList/end-session"] = "DELETE account/sessions/{id}",
        ["PostPage"] = "GET account/posts",
        ["PostPage/post"] = "PUT account/post",
        ["OfficeSignInPage"] = "POST account/passkey-challenges, POST account/passkey-sessions",
        ["EnrolPage"] = "POST account/enrolments/challenges, POST account/enrolments",
        ["ProvePage"] = "POST account/passkey-challenges, POST account/session/proofs",
        ["TokensPage"] = "GET account/tokens",
        ["TokensPage/token"] = "POST account/tokens",
        ["TokensPage/revoke"] = "DELETE account/tokens/{id}",
        ["StaffListPage"] = "GET admin/staff, GET admin/grants",
        ["StaffListPage/decide-*"] = "POST admin/grants/{id}/decision",
        ["InvitePage"] = "GET directory/departments",
        ["InvitePage/invite"] = "POST admin/staff",
        ["StaffPage"] = "GET admin/staff/{id}, GET admin/grants",
        ["StaffPage/powers"] = "POST admin/grants, DELETE admin/grants/{id}",
        ["StaffPage/reinvite"] = "POST admin/staff/{id}/invitations",
        ["StaffPage/state"] = "PUT admin/staff/{id}/state",
        ["RecoverPage"] = "POST admin/recoveries",
        ["RecoverPage/recover"] = "POST admin/recoveries",
        ["OverviewPage"] = "GET directory/gaps, GET directory/proposals",
        ["DepartmentsPage"] = "GET directory/departments",
        ["DepartmentPage"] = "GET directory/departments/{code}, GET directory/changes",
        ["DepartmentPage/department"] = "PUT directory/departments/{code}",
        ["OfficesPage"] = "GET directory/offices",
        ["OfficePage"] = "GET directory/offices/{id}, GET directory/changes",
        ["OfficeFormPage"] = "GET directory/offices/{id}, GET directory/departments, GET directory/calendars",
        ["OfficeFormPage/office"] = "POST directory/offices, PUT directory/offices/{id}",
        ["PostFormPage"] = "GET directory/posts/{id}",
        ["PostFormPage/post"] = "POST directory/posts, PUT directory/posts/{id}",
        ["SeatPage"] = "GET directory/posts/{id}, GET admin/staff",
        ["SeatPage/seat"] = "POST directory/posts/{id}/charges",
        ["ProposalsPage"] = "GET directory/proposals",
        ["ProposalsPage/decision-*"] = "POST directory/proposals/{id}/decision",
        ["AbsencePage"] = "GET directory/posts/{id}/charges",
        ["AbsencePage/absence"] = "POST directory/absences",
        ["ReliefPage"] = "GET directory/posts/{id}/charges",
        ["ReliefPage/relief"] = "POST directory/charges/{id}/relief",
        ["ClosePage"] = "GET directory/offices/{id}, GET directory/posts/{id}",
        ["ClosePage/close"] = "POST directory/offices/{id}/closing, POST directory/posts/{id}/closing, POST directory/units/{code}/closing",
        ["CalendarsPage"] = "GET directory/calendars",
        ["CalendarPage"] = "GET directory/calendars/{code}",
        ["CalendarPage/holiday"] = "POST directory/calendars/{code}/holidays",
        ["CalendarFormPage"] = "GET directory/calendars/{code}",
        ["CalendarFormPage/hours"] = "PUT directory/calendars/{code}",
        ["UnitFormPage"] = "GET directory/units/{code}",
        ["UnitFormPage/unit"] = "PUT directory/units/{code}",
        ["BookPage"] = "GET directory/changes",
        ["UndoPage"] = "GET directory/changes",
        ["UndoPage/undo"] = "POST directory/changes/{id}/undo",
        ["AreasPage"] = "GET directory/units, GET directory/units/{code}",
    };

    [Fact]
    public void Every_page_and_form_has_its_endpoint_in_the_table() =>
        Assert.Equal([], Found().Where(name => !Table.ContainsKey(name)));

    [Fact]
    public void The_table_names_only_what_is_there()
    {
        var found = Found().ToHashSet();
        // A page's own name stands for what it shows; components have forms only.
        Assert.Equal([], Table.Keys.Where(name => !found.Contains(name)));

        var endpoints = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method => $"{method} {Plain(endpoint.RoutePattern)}")).ToHashSet();
        Assert.Equal([], Table.SelectMany(row => row.Value.Split(", ")).Distinct().Where(named => !endpoints.Contains(named)));
    }

    private static IEnumerable<string> Found() => Tree.Files("src", ".razor").SelectMany(file =>
    {
        var (name, text) = (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file));
        if (BrowserOnly.Contains(name)) return [];
        var forms = FormName().Matches(text).Select(match => $"{name}/{Template().Replace(match.Groups[1].Value, "*")}");
        return text.Contains("@page \"", StringComparison.Ordinal) ? forms.Prepend(name) : forms;
    });

    private static string Plain(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) =>
        Constraint().Replace(pattern.RawText!.Trim('/'), "}").Replace("api/v1/", "", StringComparison.Ordinal);

    [GeneratedRegex("""<SubmitForm Name="(?:@\(\$")?([^"]+)""")]
    private static partial Regex FormName();

    [GeneratedRegex(@"\{.*")]
    private static partial Regex Template();

    [GeneratedRegex(@":[a-z]+\}")]
    private static partial Regex Constraint();
}
