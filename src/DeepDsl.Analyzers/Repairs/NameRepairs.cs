using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Names that are wrong.</summary>
internal static class NameRepairs
{
    /// <summary>The nearest name that is known; an output may also stand above the layer that it names.</summary>
    public static IEnumerable<Draft> ForUnknown(BrokenModel model, Problem problem)
    {
        AttributeSpec attribute = (problem.Setting ? model.Spec.Settings : model.Spec.Layers)[problem.Path[0]];
        if (!problem.Setting && attribute.Kind == "Output")
        {
            yield return model.Draft("Move it behind the layers").MoveAfter(problem.Path, new[] { model.Spec.Layers.Count - 1 });
        }
        else if (problem.Suggestion.Length == 0)
        {
            yield return Below(model, problem);
        }

        if (problem.Suggestion.Length == 0)
        {
            yield break;
        }

        TextArgument nearest = new(problem.Suggestion);
        Argument value = problem.Item >= 0 && attribute[problem.Argument] is ListArgument names
            ? new ListArgument(names.Items.Select((name, i) => i == problem.Item ? nearest : name).ToArray()) : nearest;
        Draft draft = model.Draft($"Change to {nearest}");
        yield return problem.Setting
            ? draft.SetSetting(problem.Path[0], problem.Argument, value) : draft.Set(problem.Path, problem.Argument, value);
    }

    /// <summary>Puts the layer that is read above the one that reads it.</summary>
    private static Draft Below(BrokenModel model, Problem problem)
    {
        ModelSpec spec = model.Spec;
        int below = problem.Setting || problem.Path.Count > 1 ? 0
            : Enumerable.Range(problem.Path[0] + 1, spec.Layers.Count - problem.Path[0] - 1)
                .FirstOrDefault(i => spec.Layers[i].Kind != "Output" && spec.Layers[i]["Name"] is TextArgument name
                    && spec.Layers[problem.Path[0]].Reads(name.Value, spec.Blocks));
        Draft draft = model.Draft("Move the layer that it reads above it");
        return below > 0 ? draft.MoveBefore(new[] { below }, problem.Path) : draft.If(false);
    }

    /// <summary>
    /// A name that is read and that nobody has, or a free one, for a layer whose own is taken or can't be a member's; whoever reads it
    /// goes along.
    /// </summary>
    public static IEnumerable<Draft> ForTaken(BrokenModel model, Problem problem)
    {
        if (problem.Setting || problem.Path.Count != 1)
        {
            yield break;
        }

        string? given = (model.Spec.Layers[problem.Path[0]]["Name"] as TextArgument)?.Value;
        if ((given ?? model.Graph.Rows.FirstOrDefault(r => r.Path.SequenceEqual(problem.Path))?.Layer.Name) is not { } name)
        {
            yield break;
        }

        bool isSecond = model.Spec.Layers.Take(problem.Path[0]).Any(l => l["Name"] is TextArgument t && t.Value == name);
        foreach (string other in Names.Missing(model.Spec).Append(Names.Free(model, name)))
        {
            Draft draft = model.Draft($"Rename to \"{other}\"").Set(problem.Path, "Name", new TextArgument(other));
            yield return isSecond ? draft : draft.RenameReaders(model.Spec, name, other);
        }
    }
}
