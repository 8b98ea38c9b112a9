namespace OpenSeva.Bench;
internal static class Pages { public static Task Measure(Func<Engine> make, int[] cases) => Task.CompletedTask; }
internal static class Starting { public static Task Measure(Func<Engine> make) => Task.CompletedTask; }
internal static class Certificates { public static Task Measure(Func<Engine> make) => Task.CompletedTask; }
