using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>Checks that the enum of [Labels] has as many members as the output that is trained on labels has classes.</summary>
public static class CheckLabels
{
    public static IEnumerable<Problem> Run(ModelSpec spec, ModelGraph model, IReadOnlyList<LossUse> losses)
    {
        if (spec.Labels is { } labels && Message(labels, model, losses) is { } message)
        {
            yield return new Problem(ProblemKind.LabelsSize, message, new[] { labels.Setting }, LabelsSpec.TypeName, Setting: true);
        }
    }

    private static string? Message(LabelsSpec labels, ModelGraph model, IReadOnlyList<LossUse> losses)
    {
        int members = labels.Members.Count;
        IReadOnlyList<LossUse> classifying = [.. losses.Where(l => l.LabelShape is not null)];
        if (classifying.Count == 0
            || classifying.Any(l => (model.HasGuesses && model.OutputRows[l.Output] is { HasGuessedChannels: true }) || l.Classes == members))
        {
            return null; // without a loss on labels there is nothing that the enum could contradict
        }

        LossUse first = classifying[0];
        string output = model.Outputs[first.Output].Name;
        return $"Labels names {labels.Name} with {Counted.Of(members, "member")}, but output \"{output}\" {first.OutputShape} has {first.Classes} classes; "
            + "give the last layer one unit per member, or the enum one member per class.";
    }
}
