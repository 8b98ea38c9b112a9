using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Documents.Keys;

namespace OpenSeva.Documents.Verification;

/// <summary>Hands out the certificates by which anybody checks signatures without asking this system again.</summary>
internal static class SigningCertificates
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/signing-certificates", Get)
        .RequireAuthorization(Policy.Anyone)
        .WithSummary("Certificates of the document signing keys, PEM, newest first")
        .Produces<string>(200, "application/x-pem-file");

    private static ContentHttpResult Get(SigningKeys keys) => TypedResults.Text(
        string.Concat(keys.Certificates.Select(certificate => certificate.ExportCertificatePem() + "\n")), "application/x-pem-file");
}
