using DeepDsl.Compiler.Ops.Shapes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Layers that would take padding for steps: what they read is filled in before.</summary>
internal static class PaddingRepairs
{
    public static IEnumerable<Draft> For(BrokenModel model, Problem problem) =>
        problem.Path.Count > 1 ? [] : [RankRepairs.Before(model, problem.Path, nameof(FillPadding))];
}
