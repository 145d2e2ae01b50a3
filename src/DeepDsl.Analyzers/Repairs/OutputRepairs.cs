using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Values that nobody reads become outputs of the model.</summary>
internal static class OutputRepairs
{
    public static IEnumerable<Draft> For(BrokenModel model, Problem problem)
    {
        if (problem.Suggestion.Length == 0)
        {
            yield break;
        }

        string[] names = problem.Suggestion.Split(',');
        Draft draft = model.Draft($"Add [{string.Join(", ", names.Select(n => $"Output(\"{n}\")"))}]");
        NameOutputOfLoss(model.Spec, draft, names);
        yield return draft.AddOutputs(names);
    }

    /// <summary>A single loss read the only output, or the last value; now that there are several it must say so.</summary>
    private static void NameOutputOfLoss(ModelSpec spec, Draft draft, string[] added)
    {
        string[] present = [.. spec.Layers.Where(l => l.Kind == "Output").Select(l => l["Name"]).OfType<TextArgument>().Select(t => t.Value)];
        string? read = present.Length switch { 0 => added.Last(), 1 => present[0], _ => null };
        LossSpec[] losses = [.. spec.Losses];
        if (read is not null && losses.Length == 1 && losses[0].Output.Length == 0)
        {
            draft.SetSetting(losses[0].Setting, LossSpec.OutputName, new TextArgument(read));
        }
    }
}
