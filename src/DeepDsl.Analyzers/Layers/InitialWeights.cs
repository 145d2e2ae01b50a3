using System.Globalization;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Analyzers.Layers;

/// <summary>How a layer's weights start.</summary>
internal static class InitialWeights
{
    /// <summary>What the initializers spread by where the declaration gives no number.</summary>
    private const double DefaultSpread = 0.05;

    /// <summary>Has weights of its own that training changes.</summary>
    public static bool StartsWeights(this LayerRow row) => row.HasWeights() && row.IsTrainable() && !row.Shares();

    public static bool IsConstant(string init) => init is "Zeros" or "Ones" or "Constant";

    /// <summary>As messages print sizes: two digits, and all of those in front of the point.</summary>
    public static string Rounded(double size) => size.ToString(size < 10 ? "G2" : "0", CultureInfo.InvariantCulture);

    /// <summary>"HeNormal" for Auto behind which ReLU is fused: what the weight really gets.</summary>
    public static ParameterInit Of(ModelUnderAnalysis model, LayerRow row) =>
        model.Graph.Parameters.First(p => p.IsWeight && LayerOf(p) == row.Layer.Path && !p.Name.EndsWith(".depthwise_weight")).Init;

    /// <summary>The weights of all layers, by the path that their names begin with.</summary>
    public static ILookup<string, ParameterInfo> ByLayer(ModelUnderAnalysis model) =>
        model.Graph.Parameters.Where(p => p.IsWeight).ToLookup(LayerOf);

    /// <summary>All parameters whose shapes follow from no guess.</summary>
    public static IEnumerable<ParameterInfo> Known(ModelUnderAnalysis model)
    {
        HashSet<string> guessed = [.. model.Graph.Rows.Where(r => r.IsGuessed).Select(r => r.Layer.Path)];
        return model.Graph.Parameters.Where(p => !guessed.Contains(LayerOf(p)));
    }

    /// <summary>About how large biases start.</summary>
    public static double LargestBias(LayerRow row) => row.Layer.Bool("Bias")
        ? Norm(new ParameterInit(row.Layer.Enum("BiasInit"), 1, 1, row.Layer.Real("BiasInitValue")), 1, 1)
        : 0;

    /// <summary>The norm to expect of the weights into one unit.</summary>
    /// <param name="init">How they start.</param>
    /// <param name="inputs">How many they are.</param>
    /// <param name="units">How many units there are.</param>
    public static double Norm(ParameterInit init, double inputs, double units)
    {
        double spread = init.Value == 0 ? DefaultSpread : init.Value;
        return init.Kind switch
        {
            "Ones" => Math.Sqrt(inputs),
            "Constant" => Math.Abs(init.Value) * Math.Sqrt(inputs),
            "Uniform" => spread * Math.Sqrt(inputs / 3),
            "Normal" or "TruncatedNormal" => spread * Math.Sqrt(inputs),
            "GlorotUniform" or "GlorotNormal" => Math.Sqrt(2 * inputs / Math.Max(1, init.FanIn + init.FanOut)),
            "HeUniform" or "HeNormal" => Math.Sqrt(2 * inputs / Math.Max(1, init.FanIn)),
            "LeCunUniform" or "LeCunNormal" => Math.Sqrt(inputs / Math.Max(1, init.FanIn)),
            "Orthogonal" or "Identity" => (init.Value == 0 ? 1 : Math.Abs(init.Value)) * Math.Sqrt(Math.Min(1, inputs / units)),
            _ => 0,
        };
    }

    private static string LayerOf(ParameterInfo parameter) => parameter.Name.Substring(0, Math.Max(parameter.Name.LastIndexOf('.'), 0));
}
