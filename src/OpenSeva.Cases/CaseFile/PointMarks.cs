using OpenSeva.Kernel;

namespace OpenSeva.Cases.CaseFile;

/// <summary>The remark at an answer or document that an objection names or named.</summary>
internal static class PointMarks
{
    public static string? MarkOf(this CaseView view, string code, Words words)
    {
        var named = view.Objections.Where(one => one.Points.Any(point => point.Target == code)).ToList();
        return named.Any(one => one.AnsweredAt is null && one.EndedAt is null) ? words["cases.objection.named"]
            : named.Any(one => one.AnsweredAt is not null) ? words["cases.objection.mended"] : null;
    }
}
