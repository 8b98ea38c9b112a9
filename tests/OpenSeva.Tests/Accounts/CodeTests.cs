using FsCheck;
using FsCheck.Fluent;
using OpenSeva.Accounts.Codes;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Accounts;

/// <summary>Codes and addresses, bare.</summary>
public class CodeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 4, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_code_matches_its_own_digits_only()
    {
        var (row, digits) = OneTimeCode.Issue(Guid.CreateVersion7(), Slot.Email, Now);

        Assert.Equal(6, digits.Length);
        Check.One(Trial.Sample(100), Prop.ForAll(Gen.Choose(0, 999_999).ToArbitrary(), other => row.Matches($"{other:D6}") == ($"{other:D6}" == digits)));
    }

    [Fact]
    public void The_same_digits_in_another_step_or_for_another_address_have_another_hash()
    {
        var (row, digits) = OneTimeCode.Issue(Guid.CreateVersion7(), Slot.Email, Now);
        var decoy = OneTimeCode.Decoy(row.ProofId, Slot.Email, Now);

        Assert.True(row.Matches(digits));
        Assert.False(decoy.Matches(digits));
    }

    [Fact]
    public void A_step_sends_its_codes_three_times_and_not_in_a_hurry()
    {
        var (proof, _) = Proof.ToSignIn("a@example.in", null, "en", Now);

        Assert.Equal("request.too-many", Assert.Throws<Refusal>(() => proof.AskAgain(Now.AddSeconds(29))).Code);
        proof.AskAgain(Now.AddSeconds(30));
        proof.AskAgain(Now.AddSeconds(60));
        Assert.Equal("request.too-many", Assert.Throws<Refusal>(() => proof.AskAgain(Now.AddSeconds(90))).Code);
        Assert.Equal("accounts.step-over", Assert.Throws<Refusal>(() => proof.AskAgain(Now.AddMinutes(30))).Code);
    }

    [Theory]
    [InlineData("98470 12345", "9847012345")]
    [InlineData("+91 98470-12345", "9847012345")]
    [InlineData("098470 12345", "9847012345")]
    [InlineData("९८४७०१२३४५", "9847012345")]
    [InlineData("൯൮൪൭൦൧൨൩൪൫", "9847012345")]
    [InlineData("5847012345", null)]
    [InlineData("984701234", null)]
    [InlineData("98470x2345", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_mobile_number_is_read_as_people_write_it(string? typed, string? kept) => Assert.Equal(kept, Contact.Mobile(typed));

    [Theory]
    [InlineData(" Asha.Menon@Example.IN ", "Asha.Menon@Example.IN")]
    [InlineData("ആശാലത@ഉദാഹരണം.ഭാരതം", "ആശാലത@ഉദാഹരണം.ഭാരതം")]
    [InlineData("a@b", null)]
    [InlineData("a@b@c.in", null)]
    [InlineData("a b@c.in", null)]
    [InlineData("a\r\nBcc: x@c.in", null)]
    [InlineData("<a@c.in>", null)]
    [InlineData("a@-c.in", null)]
    public void An_address_is_taken_when_it_can_be_one(string typed, string? kept) => Assert.Equal(kept, Contact.Email(typed));

    [Fact]
    public void Two_spellings_of_an_address_are_one_name() => Assert.Equal(Contact.Key("asha@example.in"), Contact.Key("ASHA@Example.in"));

    [Fact]
    public void Masks_show_the_end_only()
    {
        Assert.Equal("••••••2345", Contact.MaskMobile("9847012345"));
        Assert.Equal("a•••••@example.in", Contact.MaskEmail("asha@example.in"));
    }
}
