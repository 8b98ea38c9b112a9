using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using OpenSeva.Kernel;

namespace OpenSeva.Directory;

/// <summary><c>openseva directory check</c>: names the gaps through which an application would fall.</summary>
internal static class CheckCommand
{
    public static Command Command(CommandHost host)
    {
        var check = new Command("check", "Name vacant posts, roles nobody holds, and areas where a role finds no post (exit code 1 when a role is not held or an area has no way)");
        check.SetAction((parsed, ct) => host.Run(parsed, Check, ct));
        return new Command("directory", "Who sits where, for which area, on which days") { check };
    }

    private static async Task<int> Check(IServiceProvider services, CancellationToken ct)
    {
        var day = await services.GetRequiredService<LiveDirectory>().Today(ct);
        var gaps = await services.GetRequiredService<Gaps>().Find(ct);
        foreach (var role in gaps.RolesOnNoPost) Console.WriteLine($"role on no post      {role}");
        foreach (var role in gaps.RolesNobodyHolds) Console.WriteLine($"role nobody holds    {role}");
        foreach (var (role, unit) in gaps.Unrouted) Console.WriteLine($"area without a way   {unit.Code} {unit.Name.En}: {role}");
        foreach (var post in gaps.VacantPosts) Console.WriteLine($"vacant post          {post.Code} {post.Title.En}, {day.OfficeEver(post.Office)?.Name.En}");
        Console.WriteLine($"{day.Departments.Count} departments, {day.Offices.Count} offices, {day.Posts.Count} posts, {day.Units.Count} areas, {day.Roles.Count} roles; {gaps.VacantPosts.Count} vacant posts");
        return gaps.RolesOnNoPost.Count + gaps.RolesNobodyHolds.Count + gaps.Unrouted.Count is 0 ? 0 : 1;
    }
}
