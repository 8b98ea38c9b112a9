using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Contracts.Cases;
using OpenSeva.Contracts.Documents;
using OpenSeva.Documents.Certificates;
using OpenSeva.Documents.Keys;
using OpenSeva.Documents.Locker;
using OpenSeva.Documents.Scanning;
using OpenSeva.Documents.Store;
using OpenSeva.Documents.Uploads;
using OpenSeva.Documents.Verification;
using OpenSeva.Documents.Viewing;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Pdf;
using OpenSeva.Pdf.Fonts;
using OpenSeva.Ui;

namespace OpenSeva.Documents;

/// <summary>What was taken in, what was issued, is it genuine, who may see it.</summary>
public static class DocumentsModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDocuments() => services
            .AddModuleDb<DocumentsDb>()
            .AddSingleton(sp => DocumentsSettings.From(sp.GetRequiredService<Settings>().Configuration))
            .AddSingleton<FileStore>().AddSingleton<Arrivals>().AddSingleton<Doors>().AddSingleton<PagePictures>()
            .AddSingleton<IScanner>(sp => sp.GetRequiredService<DocumentsSettings>().Clamd is null
                ? new NoScanner()
                : ActivatorUtilities.CreateInstance<ClamdScanner>(sp))
            .AddSingleton<SigningKeys>()
            .AddHostedService<PrepareKeys>()
            .AddSingleton(_ => TypeCase.Open()).AddSingleton<Printer>()
            .AddScoped<TakeForm>().AddScoped<ReceiveUpload>().AddScoped<ReadUpload>().AddScoped<RemoveUpload>()
            .AddScoped<ReadLocker>().AddScoped<ShareDocument>().AddScoped<OpenShare>()
            .AddScoped<VerifyDocument>().AddScoped<CheckFile>()
            .AddScoped<CertificateSheet>().AddScoped<RevokeDocument>()
            .AddScoped<IDocuments, DocumentsRoom>()
            .AddScoped<IOwnData, OwnDocuments>()
            .AddHandler<CaseDecided, IssueOnApproval>().AddHandler<UploadDestroyed, ForgetDestroyed>()
            .AddJob<ScanQuarantine>().AddJob<SweepFiles>()
            .AddNav(new(NavPlace.Portal, 30, "/locker", "documents.nav.locker", actor => actor.Kind is ActorKind.Citizen))
            .AddNav(new(NavPlace.Foot, 20, "/verify", "documents.nav.verify"))
            .AddValidation();
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapDocuments()
        {
            var api = routes.MapGroup("/api/v1").WithTags("Documents");
            // Files of strangers have a path of their own, so that a proxy can give them a host of their own.
            var files = routes.MapGroup("/files");
            ReceiveUpload.Map(api);
            ReadUpload.Map(files, api);
            RemoveUpload.Map(api);
            ReadLocker.Map(files, api);
            ShareDocument.Map(api);
            OpenShare.Map(files, api);
            RevokeDocument.Map(api);
            VerifyDocument.Map(api);
            CheckFile.Map(api);
            SigningCertificates.Map(api);
        }
    }

    /// <summary>The largest request that must pass: the largest file taken in, with the form around it.</summary>
    public static long LargestRequest(IConfiguration configuration) => (DocumentsSettings.From(configuration).MaxMegabytes + 1L) * 1024 * 1024;

    public static IEnumerable<Command> Commands(CommandHost host) => [KeyCommands.Make(host)];
}
