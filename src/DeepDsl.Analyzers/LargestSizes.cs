using System.Runtime.CompilerServices;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;

namespace DeepDsl.Analyzers;

/// <summary>
/// What rules ask of a model some of whose dimensions are set at run time: the same with constants, each the largest that it may be. Rules
/// speak of costs and proportions, which are those of the largest.
/// </summary>
internal static class LargestSizes
{
    private static readonly ConditionalWeakTable<BuiltModel, BuiltModel> s_models = new();

    public static BuiltModel Of(BuiltModel model) =>
        model.Spec.Extents.Any() ? s_models.GetValue(model, Pipeline.BuildAtLargest) : model;
}
