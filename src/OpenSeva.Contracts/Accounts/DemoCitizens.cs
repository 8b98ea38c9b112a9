namespace OpenSeva.Contracts.Accounts;

/// <summary>The two invented citizens of the demonstration, known by the same ids in every room.</summary>
public static class DemoCitizens
{
    /// <summary>Meera Thomas of Ernakulam, reads Malayalam.</summary>
    public static readonly Guid Meera = new("019b76da-c001-7001-8001-d0de00000c01");

    /// <summary>Gurpreet Kaur of Amritsar, reads Punjabi.</summary>
    public static readonly Guid Gurpreet = new("019b76da-c002-7002-8002-d0de00000c02");
}
