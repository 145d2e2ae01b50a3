using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Passes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers;

/// <summary>A model as a fix would leave it: one that no longer builds is not offered.</summary>
internal static class Variant
{
    /// <summary>Whether the model builds with some of its layers replaced; those inside blocks can't be.</summary>
    public static bool Builds(ModelSpec spec, Action<AttributeSpec[]> edit)
    {
        AttributeSpec[] layers = [.. spec.Layers];
        edit(layers);
        return BuildModel.Run(spec with { Layers = layers }, training: false).Problems.Count == 0;
    }

    /// <summary>Whether the layer stands on the model itself and only there, so that an edit of its attribute changes it alone.</summary>
    public static bool CanEdit(LayerRow row) => row.Path.Count == 1;

    public static AttributeSpec With(this AttributeSpec layer, string argument, double value) => layer with
    {
        Arguments = layer.Arguments.Select(a => a.Name == argument ? a with { Value = new NumberArgument(value) } : a).ToArray(),
    };
}
