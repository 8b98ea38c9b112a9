using OpenSeva.Kernel;

namespace OpenSeva.Tests.Kernel;

public class CheckDigitTests
{
    [Theory]
    [InlineData("INC-KAN-2627-000123")]
    [InlineData("A")]
    public void A_number_with_its_check_character_holds(string number) => Assert.True(CheckDigit.Holds(number + CheckDigit.Of(number)));

    [Fact]
    public void Every_single_slip_is_caught()
    {
        const string number = "INC-KAN-2627-000123";
        var check = CheckDigit.Of(number);
        for (var i = 0; i < number.Length; i++)
        {
            foreach (var other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            {
                if (number[i] is '-' || number[i] == other) continue;
                Assert.False(CheckDigit.Holds(number[..i] + other + number[(i + 1)..] + check));
            }
        }
    }

    [Fact]
    public void The_worked_value_of_the_standard_holds() => Assert.Equal('M', CheckDigit.Of("A12425GABC1234002"));
}
