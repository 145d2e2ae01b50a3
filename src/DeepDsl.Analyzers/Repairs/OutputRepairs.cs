using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Values that nobody reads become outputs of the model, where they may be results, or go.</summary>
internal static class OutputRepairs
{
    public static IEnumerable<Draft> For(BrokenModel model, Problem problem)
    {
        if (problem.Suggestion.Length > 0)
        {
            string[] names = problem.Suggestion.Split(',');
            Draft draft = model.Draft($"Add [{string.Join(", ", names.Select(n => $"Output(\"{n}\")"))}]");
            NameOutputOfLoss(model.Spec, draft, names);
            yield return draft.AddOutputs(names);
        }

        // A layer that is wrong itself may read what seems to be for nothing.
        LayerRow? row = model.Graph.Rows.FirstOrDefault(r => r.Path.SequenceEqual(problem.Path));
        if (model.Graph.Unresolved.Count == 0 && row is { Path.Count: 1 })
        {
            LayerRow[] dead = [.. Dead(new Flow(model.Graph), row)];
            string layers = string.Join(" and ", Enumerable.Reverse(dead).Select(r => $"[{r.Layer.Display}]"));
            yield return dead.Aggregate(model.Draft($"Remove {layers}"), (draft, r) => draft.Remove(r.Path));
        }
    }

    /// <summary>A layer that nobody reads, with those above that are only there for it.</summary>
    private static IEnumerable<LayerRow> Dead(Flow flow, LayerRow last)
    {
        LayerRow? at = last;
        while (at is { Path.Count: 1 } && (at == last || flow.Readers(at).Count == 1))
        {
            yield return at;
            at = at.Sources.Count == 1 ? at.Sources[0] : null;
        }
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
