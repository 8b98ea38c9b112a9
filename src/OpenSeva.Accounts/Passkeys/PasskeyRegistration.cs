using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenSeva.Accounts.Staff;
using OpenSeva.Kernel;

namespace OpenSeva.Accounts.Passkeys;

/// <summary>ASP.NET Core Identity's WebAuthn, and nothing else of Identity: there are no passwords to hash.</summary>
internal static class PasskeyRegistration
{
    public static IServiceCollection AddPasskeys(this IServiceCollection services)
    {
        services.AddScoped<IUserStore<StaffMember>, PasskeyStore>();
        services.AddScoped(sp => new UserManager<StaffMember>(
            sp.GetRequiredService<IUserStore<StaffMember>>(), Options.Create(new IdentityOptions()), null!, [], [],
            new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), sp, sp.GetRequiredService<ILogger<UserManager<StaffMember>>>()));
        services.AddScoped<IPasskeyHandler<StaffMember>, PasskeyHandler<StaffMember>>();
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>>(sp => new ConfigureOptions<IdentityPasskeyOptions>(options => Set(options, sp.GetRequiredService<Settings>())));
        return services;
    }

    private static void Set(IdentityPasskeyOptions options, Settings settings)
    {
        options.ServerDomain = settings.PublicUrl.Host;
        // Checked on the server too: a key that only noticed a touch is no second factor (ASVS 6.5.7).
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.AuthenticatorTimeout = TimeSpan.FromMinutes(3);
        var origin = settings.PublicUrl.GetLeftPart(UriPartial.Authority);
        options.ValidateOrigin = shown => ValueTask.FromResult(!shown.CrossOrigin && string.Equals(shown.Origin, origin, StringComparison.Ordinal));
    }
}
