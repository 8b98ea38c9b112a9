using OpenSeva.LegalClock;

namespace OpenSeva.Definitions;

/// <summary>
/// One immutable version of a public service, as its department wrote it in services/DEPARTMENT/CODE/.
/// Every application pins the version it began under.
/// </summary>
/// <param name="Code">Stable code, for example income-certificate.</param>
/// <param name="Department">Code of the owning department.</param>
/// <param name="EffectiveFrom">First day on which applications begin under this version.</param>
public sealed record ServiceDefinition(
    string Code,
    string Department,
    int Version,
    DateOnly EffectiveFrom,
    DateOnly? EffectiveTo,
    string Sector,
    IReadOnlyList<string> Keywords,
    Law Law,
    Numbering Numbering,
    ApplicantRule Applicant,
    IReadOnlyList<FormPage> Pages,
    IReadOnlyList<DocumentRule> Documents,
    IReadOnlyList<FeeHead> Fees,
    Workflow Workflow,
    CertificateTemplate? Certificate,
    int RetentionYears)
{
    /// <summary>Every role the service relies on, each once: answerable, appellate, at desks, asked for clearances.</summary>
    public IEnumerable<string> Roles =>
        new[] { Law.DesignatedOfficer, Law.FirstAppeal, Law.SecondAppeal }
            .Concat(Workflow.Stages.Select(stage => stage.Role))
            .Concat(Workflow.Stages.SelectMany(stage => stage.Clearances).Select(clearance => clearance.Role))
            .Distinct();

    /// <summary>Every action of every stage.</summary>
    public IEnumerable<StageAction> Actions => Workflow.Stages.SelectMany(stage => stage.Actions);

    /// <summary>A head that an officer's action asks for later; it is not owed when the application is sent.</summary>
    public bool IsCharged(string head) => Actions.Any(action => action.Charges.Contains(head));

    /// <summary>
    /// The event that begins the law's time does not come with sending: an action records it, or a fee that is asked
    /// for only afterwards is paid.
    /// </summary>
    public bool StartsLater => Law.Rule.Start switch
    {
        StartRule.Complete => Actions.Any(action => action.Kind is ActionKind.Complete),
        StartRule.Paid => Fees.Count > 0 && Fees.All(head => IsCharged(head.Code)),
        StartRule.ExternalReport => true,
        _ => false,
    };
}

/// <summary>The Act behind the service's time limit, and who answers for it.</summary>
/// <param name="Act">Text key of the Act's name.</param>
/// <param name="Example">The limit is an example value, not the law of any state.</param>
/// <param name="DesignatedOfficer">Role answerable for delivery within the limit.</param>
public sealed record Law(
    string Act,
    ClockRule Rule,
    bool Example,
    string DesignatedOfficer,
    string FirstAppeal,
    string SecondAppeal)
{
    /// <summary>Days from the decision within which the first appeal is made; null where the law names none.</summary>
    public int? AppealDays { get; init; }
}

/// <summary>The series an application's number is drawn from.</summary>
/// <param name="Kind">Short upper-case kind, for example INC.</param>
/// <param name="FinancialYear">True: April to March. False: January to December.</param>
public sealed record Numbering(string Kind, bool FinancialYear);

/// <summary>Who may file.</summary>
/// <param name="Jurisdiction">Code of the address field whose unit routes the case.</param>
/// <param name="NameField">Field that names the person the document is for.</param>
/// <param name="Eligibility">Must hold before the application may be sent; null admits everybody.</param>
/// <param name="DuplicateFields">Fields whose equal values in an open case earn a duplicate warning.</param>
public sealed record ApplicantRule(
    string Jurisdiction,
    string NameField,
    IReadOnlyList<EligibilityRule> Eligibility,
    IReadOnlyList<string> DuplicateFields)
{
    /// <summary>In which capacities somebody may file; empty admits every one.</summary>
    public IReadOnlyList<Filer> FiledBy { get; init; } = [];

    public bool MayFile(Filer filer) => FiledBy.Count is 0 || FiledBy.Contains(filer);
}

/// <summary>In which capacity somebody files.</summary>
public enum Filer
{
    /// <summary>For themselves.</summary>
    Self,

    /// <summary>As parent or guardian of the person named in the form.</summary>
    Guardian,

    /// <summary>With the authority of the person or firm named in the form.</summary>
    Representative,

    /// <summary>Types for somebody else and decides nothing: a centre's operator, a helper.</summary>
    Facilitator,
}

/// <summary>One condition of eligibility and the text key of the sentence shown when it fails.</summary>
public sealed record EligibilityRule(string Code, Determinant When);
