using FsCheck;
using FsCheck.Fluent;
using OpenSeva.Contracts.Desk;
using OpenSeva.Desk;
using OpenSeva.Kernel;

namespace OpenSeva.Tests.Desk;

/// <summary>Whatever officers do to an item, one desk holds it at every instant, and the movements say which.</summary>
public sealed class HolderProperties
{
    private static readonly Config Sample = Trial.Sample(300);
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);
    private static readonly Guid[] Posts = [.. Enumerable.Range(1, 4).Select(n => new Guid(n, 0, 0, new byte[8]))];
    private static readonly Guid Office = Guid.CreateVersion7();

    private enum Deed { Move, Claim, Pull, Open, Redate, Close }

    private sealed record Step(Deed Deed, int Post, int Minutes);

    [Fact]
    public void The_holder_is_the_fold_of_the_movements() => Check(steps =>
    {
        var (item, movements) = Play(steps);
        var holdings = Holding.Fold(movements);
        var last = holdings[^1];
        // Since when: the beginning of the last unbroken run on one desk.
        var since = holdings.Reverse().TakeWhile(holding => holding.PostId == last.PostId).Last().From;
        return last.PostId == item.PostId && last.OfficeId == item.OfficeId && last.Stage == item.Stage
            && since == item.Since && last.Until == item.ClosedAt;
    });

    [Fact]
    public void The_stretches_follow_one_another_without_gap_or_overlap() => Check(steps =>
    {
        var (item, movements) = Play(steps);
        var holdings = Holding.Fold(movements);
        return holdings[0].From == Morning
            && holdings.Zip(holdings.Skip(1)).All(pair => pair.First.Until == pair.Second.From)
            && holdings.Count(holding => holding.Until is null) == (item.ClosedAt is null ? 1 : 0);
    });

    [Fact]
    public void Positions_are_numbered_without_a_hole() => Check(steps =>
    {
        var (item, movements) = Play(steps);
        return movements.Select(movement => movement.Position).SequenceEqual(Enumerable.Range(1, item.Moves));
    });

    private static void Check(Func<List<Step>, bool> holds)
    {
        var steps =
            from deed in Gen.Frequency((5, Gen.Constant(Deed.Move)), (2, Gen.Constant(Deed.Claim)), (2, Gen.Constant(Deed.Pull)),
                (2, Gen.Constant(Deed.Open)), (1, Gen.Constant(Deed.Redate)), (1, Gen.Constant(Deed.Close)))
            from post in Gen.Choose(0, Posts.Length - 1)
            from minutes in Gen.Choose(0, 60)
            select new Step(deed, post, minutes);
        Prop.ForAll(steps.ListOf().ToArbitrary(), list => holds([.. list])).Check(Sample);
    }

    /// <summary>Plays the steps; what the item refuses leaves no trace.</summary>
    private static (Item Item, List<Movement> Movements) Play(List<Step> steps)
    {
        var reference = Guid.CreateVersion7();
        var (item, placed) = Item.Place(
            new NewItem("application", reference, "case/1", "INC/1", "Lakshmi", "income", "revenue", Office, Posts[0], "scrutiny", null, "/"), null, Morning);
        var movements = new List<Movement> { placed };
        var now = Morning;
        foreach (var (deed, post, minutes) in steps)
        {
            now = now.AddMinutes(minutes);
            try
            {
                switch (deed)
                {
                    case Deed.Move: movements.Add(item.Move(Posts[post], Office, $"stage-{post}", now.AddDays(post), null, now)); break;
                    case Deed.Claim: movements.Add(item.Claim(Posts[post], Office, hasTheRole: true, null, now)); break;
                    case Deed.Pull: movements.Add(item.Pull(Posts[post], Office, "back", null, [.. movements.AsEnumerable().Reverse().Take(2)], null, now)); break;
                    case Deed.Open: item.Open(now); break;
                    case Deed.Redate: item.Redate(now.AddDays(1)); break;
                    case Deed.Close: movements.Add(item.Close(null, now)); break;
                }
            }
            catch (Refusal)
            {
                // The next step finds the item as it was.
            }
        }
        return (item, movements);
    }
}
