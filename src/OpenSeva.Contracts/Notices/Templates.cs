namespace OpenSeva.Contracts.Notices;

/// <summary>
/// The messages about applications, payments and documents, and what stands at each place of their words.
/// A name is the middle of the words keys <c>notices.NAME.subject</c>, <c>.email</c> and <c>.sms</c>.
/// </summary>
public static class Templates
{
    /// <summary>{0} number, {1} service, {2} due date.</summary>
    public const string ApplicationSent = "application-sent";

    /// <summary>{0} number, {1} service. For a clock that has not started.</summary>
    public const string ApplicationSentUndated = "application-sent-undated";

    /// <summary>{0} number, {1} service, {2} office.</summary>
    public const string MovedToDesk = "moved-to-desk";

    /// <summary>{0} number, {1} service, {2} how many points.</summary>
    public const string ObjectionRaised = "objection-raised";

    /// <summary>{0} number, {1} service.</summary>
    public const string ObjectionAnswered = "objection-answered";

    /// <summary>{0} number, {1} service. For a service that issues no document.</summary>
    public const string Approved = "approved";

    /// <summary>{0} document number, {1} service: approved, and the document lies in the locker.</summary>
    public const string CertificateInLocker = "certificate-in-locker";

    /// <summary>{0} number, {1} service, {2} reasons.</summary>
    public const string Rejected = "rejected";

    /// <summary>{0} number, {1} service.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>{0} number, {1} service, {2} amount.</summary>
    public const string FeeAsked = "fee-asked";

    /// <summary>{0} amount, {1} what for, {2} receipt number.</summary>
    public const string PaymentReceived = "payment-received";

    /// <summary>{0} amount, {1} what for.</summary>
    public const string PaymentRefunded = "payment-refunded";

    /// <summary>{0} amount, {1} what for, {2} number of the receipt that is void now.</summary>
    public const string PaymentTakenBack = "payment-taken-back";

    /// <summary>{0} document number, {1} reason.</summary>
    public const string DocumentRevoked = "document-revoked";

    /// <summary>{0} old document number, {1} new document number.</summary>
    public const string DocumentSuperseded = "document-superseded";

    /// <summary>{0} number, {1} service.</summary>
    public const string OfficeMessage = "office-message";
}
