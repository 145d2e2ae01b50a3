using System.Text.Json;
using DeepDsl.CompilerServices;
using DeepDsl.Report;

namespace DeepDsl.Tool.Host;

/// <summary>Writes the page about a model.</summary>
internal static class ReportHost
{
    public static object Run(HostRequest request)
    {
        ReportWork work = request.Work.Deserialize<ReportWork>()!;
        Network net = HostModel.Create(request);
        Dataset? test = work.Data is { } data ? Read(net.Definition, data, work) : null;
        net.Report(history: null, test, new ReportOptions { Title = work.Title }).Save(work.Path);
        return test?.Count ?? 0;
    }

    /// <summary>Labels are numbered by what the model or the user says, never by which of them a file happens to have.</summary>
    private static Dataset Read(NetworkDefinition definition, string path, ReportWork work)
    {
        if (definition is not { Inputs: [{ IsInt: false }], Losses: [{ HasTarget: true } loss] })
        {
            throw new NotSupportedException(
                $"{definition.Name} reads or learns more than the numbers and the label of a row of {Path.GetFileName(path)}. "
                + "Read its data in a program, and call net.Report(test: data).Save(path) there.");
        }
        return CsvFile.Read(path, new CsvOptions
        {
            Label = work.Label,
            LabelIsNumber = loss.IntTargetShape is null,
            ClassNames = loss.IntTargetShape is null ? null : work.Classes.Count > 0 ? work.Classes : loss.ClassNames,
        });
    }
}
