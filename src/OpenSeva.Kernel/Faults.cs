using System.Data.Common;
using System.Text;

namespace OpenSeva.Kernel;

/// <summary>
/// What a log may hold of an exception: its kind and where it happened. Messages that are not ours quote what stood in a
/// request or a row, and with it somebody's own words.
/// </summary>
public static class Faults
{
    public static string PlaceOf(Exception error)
    {
        var place = new StringBuilder();
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (place.Length > 0) place.Append("\ncaused by ");
            place.Append(inner.GetType().FullName);
            if (inner is Refusal refusal) place.Append(' ').Append(refusal.Code);
            if (inner is DbException { SqlState: { } state }) place.Append(' ').Append(state);
            if (inner.StackTrace is { } trace) place.Append('\n').Append(trace);
        }

        return place.ToString();
    }
}
