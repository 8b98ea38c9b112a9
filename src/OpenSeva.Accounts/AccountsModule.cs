using System.CommandLine;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Accounts.Access;
using OpenSeva.Accounts.Citizens;
using OpenSeva.Accounts.Codes;
using OpenSeva.Accounts.Commands;
using OpenSeva.Accounts.Demo;
using OpenSeva.Accounts.Grants;
using OpenSeva.Accounts.Passkeys;
using OpenSeva.Accounts.Sessions;
using OpenSeva.Accounts.Staff;
using OpenSeva.Accounts.Tokens;
using OpenSeva.Contracts.Accounts;
using OpenSeva.Kernel;
using OpenSeva.Kernel.Outbox;
using OpenSeva.Ui;

namespace OpenSeva.Accounts;

/// <summary>Who are you, and may you come in. The table of contents of the room.</summary>
public static class AccountsModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddAccounts()
        {
            services.AddHttpContextAccessor().AddAuthentication(SessionHandler.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
            services.AddModuleDb<AccountsDb>().AddPolicies().AddPasskeys();
            services.AddScoped<IAccounts, StaffAndCitizens>().AddScoped<IOwnData, OwnAccount>();
            services.AddScoped<Limits>().AddScoped<Proving>().AddHandler<CodesAsked, SendCodes>().AddJob<Sweep>().AddJob<ForgetSessions>();
            services.AddSingleton<SessionKeeper>().AddSingleton<SessionUses>().AddHostedService(sp => sp.GetRequiredService<SessionUses>());
            services.AddScoped<SessionCookie>().AddScoped<EndSession>().AddScoped<ActFromPost>();
            services.AddScoped<Register>().AddScoped<SignIn>().AddScoped<ChangeContact>().AddScoped<RecoverAccount>().AddScoped<MyAccount>();
            services.AddScoped<Challenges>().AddScoped<Assertions>().AddScoped<PasskeySignIn>().AddScoped<ProveAgain>().AddScoped<Enrol>();
            services.AddScoped<Invite>().AddScoped<ManageStaff>().AddScoped<GrantPowers>().AddScoped<MakeToken>();
            services.AddScoped<DemoSignIn>().AddScoped<IDemoStep, DemoAccounts>();
            return services
                .AddNav(new(NavPlace.Portal, 90, "/account", "accounts.nav.account", actor => actor.Kind is ActorKind.Citizen))
                .AddNav(new(NavPlace.Office, 80, "/office/post", "accounts.nav.post", actor => actor.Kind is ActorKind.Staff))
                .AddNav(new(NavPlace.Office, 81, "/office/sessions", "accounts.nav.sessions", actor => actor.Kind is ActorKind.Staff))
                .AddNav(new(NavPlace.Office, 82, "/office/tokens", "accounts.nav.tokens", actor => actor.Has(Grant.Administrator) || actor.Has(Grant.DepartmentHead)))
                .AddNav(new(NavPlace.Office, 90, "/admin/staff", "accounts.nav.staff", actor => actor.Has(Grant.Administrator)))
                .AddNav(new(NavPlace.Foot, 90, "/office/sign-in", "accounts.nav.office", actor => actor.Kind is ActorKind.Anonymous));
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointRouteBuilder MapAccounts()
        {
            var api = routes.MapGroup("/api/v1/account").WithTags("Account");
            Register.Map(api);
            SignIn.Map(api);
            ChangeContact.Map(api);
            MyAccount.Map(api);
            EndSession.Map(api);
            ActFromPost.Map(api);
            PasskeySignIn.Map(api);
            Enrol.Map(api);
            ProveAgain.Map(api);
            MakeToken.Map(api);
            var admin = routes.MapGroup("/api/v1/admin").WithTags("Administration").RequireAuthorization(Policy.Administrator);
            Invite.Map(admin);
            ManageStaff.Map(admin);
            GrantPowers.Map(admin);
            RecoverAccount.Map(admin);
            Doors.Map(routes);
            return routes;
        }
    }

    public static IEnumerable<Command> Commands(CommandHost host) => [AdminCommands.Command(host), UserCommands.Command(host)];
}
