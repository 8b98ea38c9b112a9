using OpenSeva.Definitions;

namespace OpenSeva.Tests.Definitions;

public sealed class AgeTests
{
    [Theory]
    [InlineData("1966-11-22", 60)]
    [InlineData("1966-11-23", 59)]
    [InlineData("2026-11-22", 0)]
    [InlineData("2026-11-23", -1)]
    public void A_year_is_full_on_the_birthday(string born, int age) =>
        Assert.Equal(age, Evaluation.AgeOn(Samples.Today, Dates.Read(born)!.Value));

    [Fact]
    public void Who_is_born_on_29_February_turns_a_year_older_on_1_March()
    {
        DateOnly born = new(2008, 2, 29);

        Assert.Equal(17, Evaluation.AgeOn(new(2026, 2, 28), born));
        Assert.Equal(18, Evaluation.AgeOn(new(2026, 3, 1), born));
        Assert.Equal(20, Evaluation.AgeOn(new(2028, 2, 29), born));
    }

    [Theory]
    [InlineData("""{"born":"1966-11-22"}""", Verdict.Holds)]
    [InlineData("""{"born":"1966-11-23"}""", Verdict.Fails)]
    [InlineData("""{"born":""}""", Verdict.Unknown)]
    [InlineData("""{"born":"31-02-1966"}""", Verdict.Unknown)]
    [InlineData("{}", Verdict.Unknown)]
    public void An_age_condition_is_open_while_the_date_is_not_known(string answers, Verdict verdict) =>
        Assert.Equal(verdict, new Determinant.Test("born", Comparison.AgeAtLeast, [60]).Judge(Samples.Answers(answers), Samples.Today));
}
