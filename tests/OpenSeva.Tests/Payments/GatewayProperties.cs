using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Payments;
using OpenSeva.Kernel;
using OpenSeva.Payments;
using OpenSeva.Payments.Attempts;
using OpenSeva.Payments.Refunds;

namespace OpenSeva.Tests.Payments;

/// <summary>
/// Whatever gateways say, in whatever order and however often: the office keeps the fee at most once, every other rupee
/// goes back, and it agrees with a model that knows nothing but sets of transactions.
/// </summary>
public sealed class GatewayProperties(PayApp app) : IClassFixture<PayApp>
{
    private const long Fee = 15_00;

    /// <summary>No news: nobody wants the thing any more.</summary>
    private const int Returned = 9;

    /// <param name="Order">One of two orders the payer began, or the code.</param>
    /// <param name="Transaction">One of three transactions under it.</param>
    public sealed record Told(int Order, int Transaction, int Kind, bool Whole);

    private static readonly Gen<Told> News =
        from order in Gen.Choose(0, 2)
        from transaction in Gen.Choose(0, 2)
        from kind in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Constant(1)), (5, Gen.Constant(2)), (2, Gen.Constant(3)), (1, Gen.Constant(Returned)))
        from whole in Gen.Frequency((6, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new Told(order, transaction, kind, whole);

    [Fact]
    public async Task A_demand_is_paid_at_most_once_net_of_refunds()
    {
        var config = Trial.Sample(15).WithEndSize(16);
        await Task.Run(() => Check.One(config, Prop.ForAll(News.ListOf().ToArbitrary(), told => Holds(told).GetAwaiter().GetResult())));
    }

    private async Task<bool> Holds(IList<Told> told)
    {
        var payer = Guid.CreateVersion7();
        var demand = await app.Demand(payer, Fee);
        Guid[] orders = [(await app.Start(demand, payer))!.Payment, (await app.Start(demand, payer))!.Payment, demand.Id];
        var model = new Model();
        foreach (var (order, transaction, kind, whole) in told)
        {
            var name = $"{orders[order]:N}/{transaction}";
            var amount = whole ? Fee : Fee - 1;
            if (kind is Returned)
            {
                await app.Run(async services =>
                {
                    await services.GetRequiredService<IPayments>().Return(demand.Reference, default);
                    return true;
                });
                model.Return();
            }
            else
            {
                await app.Hear(orders[order], name, (NewsKind)kind, amount);
                model.Hear(name, (NewsKind)kind, amount);
            }

            var card = await app.Read(services => services.GetRequiredService<IPayments>().Of(demand.Reference, default));
            var paid = await Held(demand, PaymentState.Paid);
            Assert.Equal(model.IsWanted, card is not null);
            Assert.Equal(model.IsPaid, card?.PaidAt is not null);
            Assert.Equal(model.IsPaid, await Receipts(demand) is 1);
            Assert.Equal(model.IsPaid ? [Fee] : [], paid);
            Assert.Equal(model.Surplus.Order(), (await Held(demand, PaymentState.Surplus)).Order());
        }

        // What the office owes back is exactly what it holds too much.
        var owed = await app.Read(services => services.GetRequiredService<PaymentsDb>().Refunds
            .Where(r => r.Thread == $"case/{demand.Reference:N}" && r.DoneAt == null).Select(r => r.Amount).ToListAsync());
        Assert.Equal(model.Surplus.Order(), owed.Select(money => money.Paise).Order());
        return true;
    }

    private Task<int> Receipts(DemandCard demand) => app.Read(services =>
        services.GetRequiredService<PaymentsDb>().Receipts.CountAsync(r => r.DemandId == demand.Id && r.VoidedAt == null));

    private Task<List<long>> Held(DemandCard demand, PaymentState state) => app.Read(async services =>
        (await services.GetRequiredService<PaymentsDb>().Payments.Where(p => p.DemandId == demand.Id && p.State == state).Select(p => p.Received).ToListAsync())
            .ConvertAll(money => money.Paise));

    /// <summary>Money as two sets: what came, what went. The first whole fee that comes while nothing is paid pays.</summary>
    private sealed class Model
    {
        private readonly Dictionary<string, long> came = [];
        private readonly HashSet<string> went = [];
        private string? paying;

        public bool IsPaid => paying is not null;

        public bool IsWanted { get; private set; } = true;

        public IEnumerable<long> Surplus => came.Where(one => one.Key != paying && !went.Contains(one.Key)).Select(one => one.Value);

        public void Return() => (paying, IsWanted) = (null, false);

        public void Hear(string transaction, NewsKind kind, long amount)
        {
            if (kind is NewsKind.Refunded && (!came.TryGetValue(transaction, out var held) || held == amount))
            {
                went.Add(transaction);
                if (paying == transaction) paying = null;
            }

            if (kind is not NewsKind.Succeeded || went.Contains(transaction) || !came.TryAdd(transaction, amount)) return;
            if (IsWanted && paying is null && amount is Fee) paying = transaction;
        }
    }
}
