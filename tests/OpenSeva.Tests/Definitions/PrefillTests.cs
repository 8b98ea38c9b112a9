using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

/// <summary>What the account knows stands in a form already, as far as the form would take it.</summary>
public sealed class PrefillTests
{
    private static readonly ServiceDefinition Permit = ServiceReader.Read(Samples.Files(Samples.With(
        "{ code: person, type: person-name, required: true }", "{ code: person, type: person-name, required: true, prefill: name }"))).Definition!;

    [Theory]
    [InlineData("Lakshmi Amma", true)]
    [InlineData("ലക്ഷ്മി അമ്മ", true)]
    [InlineData("A. O'Neill-Menon", true)]
    [InlineData("Lakshmi 2", false)]
    [InlineData("...", false)]
    [InlineData("Lakshmi\nAmma", false)]
    public void A_name_is_one_for_registration_exactly_when_it_is_one_for_a_form(string name, bool isName)
    {
        Assert.Equal(isName, PersonName.Is(name));
        Assert.Equal(isName, Prefilling.Of(Permit, _ => name).ContainsKey("person"));
        Assert.Equal(isName, AnswersCheck.Page(Permit, "about", new() { ["person"] = name }, Samples.Around).All(wrong => wrong.Field is not "person"));
    }

    [Fact]
    public void Only_what_the_definition_says_is_answered_beforehand()
    {
        Assert.Equal(["person"], Prefilling.Of(Permit, _ => "Lakshmi Amma").Select(answer => answer.Key));
        Assert.Empty(Prefilling.Of(Samples.Permit, _ => "Lakshmi Amma"));
        Assert.Empty(Prefilling.Of(Permit, _ => null));
    }

    [Theory]
    [InlineData("revenue/income-certificate", "applicant-name", "mobile", "email")]
    [InlineData("local-government/trade-licence", "owner-name", "mobile", "email")]
    [InlineData("social-justice/old-age-pension", "applicant-name", "mobile", null)]
    public void The_services_of_the_repository_ask_no_applicant_what_the_account_says(string folder, string name, string mobile, string? email)
    {
        var known = Prefilling.Of(Samples.OfRepository(folder).Definition!, what => what switch { Prefill.Name => "Lakshmi Amma", Prefill.Mobile => "9400001234", _ => "lakshmi@example.in" });

        Assert.Equal(new[] { name, mobile, email }.OfType<string>(), known.Select(answer => answer.Key));
    }
}
