using System.Text.Json;
using DeepDsl.Report;

namespace DeepDsl.Tool.Host;

/// <summary>Writes the page about a model.</summary>
internal static class ReportHost
{
    public static object Run(HostRequest request)
    {
        ReportWork work = request.Work.Deserialize<ReportWork>()!;
        Network net = HostModel.Create(request, keepsStep: true);
        ReportData data = new(net.Definition, work.Classes);
        Dataset? test = work.Data is { } path ? data.Read(path, work.Label) : null;
        net.Report(history: null, test, new ReportOptions { Title = work.Title, ClassNames = data.PageNames }).Save(work.Path);
        return test?.Count ?? 0;
    }
}
