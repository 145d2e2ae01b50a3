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

        if (problem.Suggestion.Length == 0)
        {
            yield break;
        }

        TextArgument nearest = new(problem.Suggestion);
        Argument value = problem.Item >= 0 && attribute[problem.Argument] is ListArgument names
            ? new ListArgument(names.Items.Select((name, i) => i == problem.Item ? nearest : name).ToArray()) : nearest;
        Draft draft = model.Draft($"Change to {nearest}");
        yield return problem.Setting ? draft.SetSetting(problem.Path[0], problem.Argument, value) : draft.Set(problem.Path, problem.Argument, value);
    }
}
