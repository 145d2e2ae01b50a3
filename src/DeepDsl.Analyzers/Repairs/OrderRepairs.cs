using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Attributes that stand where they don't belong.</summary>
internal static class OrderRepairs
{
    /// <summary>An input that comes below the first layer.</summary>
    public static IEnumerable<Draft> ForMissingInput(BrokenModel model, Problem problem) =>
        Enumerable.Range(0, model.Spec.Layers.Count).Where(i => model.Spec.Layers[i].Kind == "Input").Take(1)
            .Select(i => model.Draft("Move [Input] above it").MoveBefore(new[] { i }, problem.Path));

    /// <summary>All that stands on other parts of the class at once, so that they keep their order.</summary>
    public static IEnumerable<Draft> ForSecondPart(BrokenModel model, Problem problem) =>
        [model.Draft("Move them to the part with [Model]").Gather(model.Strays)];

    /// <summary>A name that nobody reads was the only purpose of an Identity.</summary>
    public static IEnumerable<Draft> ForUnusedName(BrokenModel model, Problem problem) =>
        problem.Path.Count > 1 || model.Spec.Layers[problem.Path[0]] is not { Kind: nameof(Identity) } layer || layer["From"] is not null ? []
            : [model.Draft("Remove [Identity]").Remove(problem.Path)];
}
