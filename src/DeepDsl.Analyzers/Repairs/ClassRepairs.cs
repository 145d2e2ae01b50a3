using DeepDsl.Compiler;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Outputs with another number of classes than the labels or the loss speak of.</summary>
internal static class ClassRepairs
{
    /// <summary>One unit for each member of the enum.</summary>
    public static IEnumerable<Draft> ForLabels(BrokenModel model, Problem problem)
    {
        int members = Count(model.Spec.Settings[problem.Path[0]], "Members");
        return Pipeline.Check(model.Spec).Losses.Where(l => l.LabelShape is not null)
            .SelectMany(l => Widths.Give(model, model.Graph.OutputRows[l.Output], members));
    }

    /// <summary>As many units as the loss has weights, or as the labels have members.</summary>
    public static IEnumerable<Draft> ForLoss(BrokenModel model, Problem problem)
    {
        AttributeSpec loss = model.Spec.Settings[problem.Path[0]];
        string name = loss["Output"] is TextArgument t ? t.Value : "";
        int output = Math.Max(0, model.Graph.Outputs.FindIndex(o => o.Name == name));
        IEnumerable<int> labels = model.Spec.Settings.Where(s => s.Kind == "Labels").Select(s => Count(s, "Members"));
        return labels.Append(Count(loss, nameof(LossUse.ClassWeights)))
            .SelectMany(n => Widths.Give(model, model.Graph.OutputRows[output], n));
    }

    private static int Count(AttributeSpec attribute, string argument) => attribute[argument] is ListArgument list ? list.Items.Count : 0;
}
