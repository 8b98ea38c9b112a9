using OpenSeva.Kernel;

namespace OpenSeva.Tests.Kernel;

/// <summary>A log says what went wrong and where, and none of the words somebody typed.</summary>
public sealed class FaultTests
{
    [Fact]
    public void Of_an_exception_its_kind_and_place_are_kept_and_not_its_message()
    {
        var place = Faults.PlaceOf(Thrown());

        Assert.StartsWith("System.InvalidOperationException\n", place, StringComparison.Ordinal);
        Assert.Contains("caused by System.FormatException\n", place, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), place, StringComparison.Ordinal);
        Assert.Contains("caused by OpenSeva.Kernel.Refusal desk.full", place, StringComparison.Ordinal);
        Assert.DoesNotContain("Lakshmi", place, StringComparison.Ordinal);
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            try
            {
                throw new FormatException("Cannot parse the value 'Lakshmi'", new Refusal("desk.full", "Lakshmi"));
            }
            catch (FormatException inner)
            {
                throw new InvalidOperationException("for Lakshmi", inner);
            }
        }
        catch (InvalidOperationException error)
        {
            return error;
        }
    }
}
