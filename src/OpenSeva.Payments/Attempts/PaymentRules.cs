namespace OpenSeva.Payments.Attempts;

/// <summary>How far one attempt to pay has come.</summary>
internal enum PaymentState
{
    /// <summary>The payer was sent to the gateway, or may scan the code; nothing was heard.</summary>
    Started,

    /// <summary>The gateway is waiting for a bank.</summary>
    Pending,

    Failed,

    /// <summary>Nothing was heard for so long that nobody waits any more; money may still come.</summary>
    Lapsed,

    /// <summary>It settled the demand.</summary>
    Paid,

    /// <summary>Money came that settled nothing, or is wanted no longer, and is to go back.</summary>
    Surplus,

    /// <summary>The gateway accepted the refund.</summary>
    Refunding,

    Refunded,
}

/// <summary>What a gateway can tell of a transaction.</summary>
internal enum NewsKind { Pending, Failed, Succeeded, Refunded, RefundFailed }

/// <summary>
/// The whole life of an attempt in one table. Gateways tell late, twice and in the wrong order, so every pair has an
/// answer: what is not named changes nothing.
/// </summary>
internal static class PaymentRules
{
    /// <param name="settles">The demand is open and the amount is the one demanded, to the paisa.</param>
    public static PaymentState After(PaymentState state, NewsKind news, bool settles) => (state, news) switch
    {
        (PaymentState.Started or PaymentState.Lapsed, NewsKind.Pending) => PaymentState.Pending,
        (PaymentState.Started or PaymentState.Lapsed or PaymentState.Pending, NewsKind.Failed) => PaymentState.Failed,
        // A bank may still say yes after the gateway said no.
        (PaymentState.Started or PaymentState.Lapsed or PaymentState.Pending or PaymentState.Failed, NewsKind.Succeeded) =>
            settles ? PaymentState.Paid : PaymentState.Surplus,
        // The refund overtook the news of success: the money came and went.
        (PaymentState.Started or PaymentState.Lapsed or PaymentState.Pending or PaymentState.Failed, NewsKind.Refunded) => PaymentState.Refunded,
        (PaymentState.Paid or PaymentState.Surplus or PaymentState.Refunding, NewsKind.Refunded) => PaymentState.Refunded,
        (PaymentState.Refunding, NewsKind.RefundFailed) => PaymentState.Surplus,
        _ => state,
    };

    /// <summary>Money of this attempt is with the office.</summary>
    public static bool HoldsMoney(PaymentState state) => state is PaymentState.Paid or PaymentState.Surplus or PaymentState.Refunding;
}
