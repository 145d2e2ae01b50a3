using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Outputs with another number of classes than the labels or the loss speak of.</summary>
internal static class ClassRepairs
{
    /// <summary>One unit for each member of the enum.</summary>
    public static IEnumerable<Draft> ForLabels(BrokenModel model, Problem problem)
    {
        int members = model.Spec.Labels?.Members.Count ?? 0;
        return model.Built.Losses.Where(l => l.LabelShape is not null)
            .SelectMany(l => Widths.Give(model, model.Graph.OutputRows[l.Output], members));
    }

    /// <summary>
    /// As many units as the loss has weights, or as the labels have members; else the loss for one answer that takes probabilities, where
    /// the other, which takes scores, is a remedy of the problem.
    /// </summary>
    public static IEnumerable<Draft> ForLoss(BrokenModel model, Problem problem)
    {
        LossSpec loss = model.Spec.Losses.First(l => l.Setting == problem.Path[0]);
        int output = Math.Max(0, model.Graph.Outputs.FindIndex(o => o.Name == loss.Output));
        int weights = loss.Attribute[nameof(LossUse.ClassWeights)] is ListArgument list ? list.Items.Count : 0;
        return new[] { model.Spec.Labels?.Members.Count ?? 0, weights }
            .SelectMany(n => Widths.Give(model, model.Graph.OutputRows[output], n))
            .Concat(problem.Remedies.Count == 0 ? []
                : [model.Draft().SetSetting(loss.Setting, LossSpec.KindName, new EnumArgument("Loss", nameof(BinaryCrossEntropy)))]);
    }
}
