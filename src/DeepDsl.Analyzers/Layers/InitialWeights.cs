using DeepDsl.Compiler.Ops;

namespace DeepDsl.Analyzers.Layers;

/// <summary>How a layer's weights start.</summary>
internal static class InitialWeights
{
    /// <summary>Has weights of its own that training changes.</summary>
    public static bool StartsWeights(this LayerRow row) => row.HasWeights() && row.IsTrainable() && !row.Shares();

    public static bool IsConstant(string init) => init is "Zeros" or "Ones" or "Constant";

    /// <summary>"HeNormal" for Auto behind which ReLU is fused: what the weight really gets.</summary>
    public static ParameterInit Of(ModelUnderAnalysis model, LayerRow row) => model.Graph.Parameters
        .First(p => p.IsWeight && p.Name.StartsWith(row.Layer.Path + ".", StringComparison.Ordinal) && !p.Name.EndsWith(".depthwise_weight")).Init;
}
