using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Passes;

/// <summary>Checks that the enum of [Labels] has as many members as the output that is trained on labels has classes.</summary>
public static class CheckLabels
{
    public static IEnumerable<Problem> Run(ModelSpec spec, ModelGraph model, IReadOnlyList<LossUse> losses)
    {
        for (int i = 0; i < spec.Settings.Count; i++)
        {
            if (spec.Settings[i] is { Kind: "Labels" } labels && labels["Members"] is ListArgument members
                && Message(labels["Type"] is TextArgument t ? t.Value : "?", members.Items.Count, model, losses) is { } message)
            {
                yield return new Problem(ProblemKind.LabelsSize, message, new[] { i }, "Type", Setting: true);
            }
        }
    }

    private static string? Message(string type, int members, ModelGraph model, IReadOnlyList<LossUse> losses)
    {
        IReadOnlyList<LossUse> classifying = [.. losses.Where(l => l.LabelShape is not null)];
        if (classifying.Count == 0 || classifying.Any(l => l.Classes == members))
        {
            return null; // without a loss on labels there is nothing that the enum could contradict
        }

        LossUse first = classifying[0];
        string name = type.Substring(type.LastIndexOfAny(['.', ':']) + 1);
        string output = model.Outputs[first.Output].Name;
        return $"Labels names {name} with {members} members, but output \"{output}\" {first.OutputShape} has {first.Classes} classes; "
            + "give the last layer one unit per member, or the enum one member per class.";
    }
}
