using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Convolutions;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Noise;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Ops.Shapes;

namespace DeepDsl.Analyzers;

/// <summary>What a layer is for, as the rules speak of it.</summary>
public static class Roles
{
    /// <summary>A product of its input with weights: dense layers and convolutions of any kind.</summary>
    public static bool HasWeights(this LayerRow row) =>
        row.Layer.Op is Dense || row.Layer.Op.GetType().Namespace == typeof(Conv2D).Namespace;

    public static bool IsNorm(this LayerRow row) => row.Layer.Op.GetType().Namespace == typeof(BatchNorm).Namespace;

    /// <summary>Dropout of any kind, and noise.</summary>
    public static bool IsNoise(this LayerRow row) => row.Layer.Op is Noisy;

    public static bool IsMerge(this LayerRow row) => row.Layer.Op is Merge or Shortcut;

    /// <summary>Moves or names values without changing them.</summary>
    public static bool OnlyMoves(this LayerRow row) => row.Layer.Op is Identity or Flatten or Reshape or Permute or RepeatVector;

    /// <summary>Computes a function of each element, or softmax, and nothing else.</summary>
    public static bool IsActivation(this LayerRow row) => row.Layer.Op is ActivationOp or Map || row.Layer.Op.Name == "PReLU";

    /// <summary>Joins each output channel to a part of the input's channels alone.</summary>
    public static bool IsGrouped(this LayerRow row) =>
        row.Layer.Op is DepthwiseConv1D or DepthwiseConv2D || (Takes(row, "Groups") && row.Layer.Int("Groups") > 1);

    /// <summary>Whether training changes it; true for layers without parameters.</summary>
    public static bool IsTrainable(this LayerRow row) => !Takes(row, "Trainable") || row.Layer.Bool("Trainable");

    /// <summary>Whether it uses the parameters of another layer.</summary>
    public static bool Shares(this LayerRow row) => Takes(row, "Share") && row.Layer.Text("Share").Length > 0;

    /// <summary>The probability with which dropout of any kind drops; 0 for other layers.</summary>
    public static double DropRate(this LayerRow row) => row.Layer.Op is Noisy && Takes(row, "Rate") ? row.Layer.Real("Rate") : 0;

    /// <summary>Pools of any kind.</summary>
    public static bool IsPool(this LayerRow row) => row.Layer.Op.GetType().Namespace == typeof(MaxPool2D).Namespace;

    /// <summary>The function applied to what the layer computes: its Activation argument, or what the layer itself is; null for none.</summary>
    public static string? Activation(this LayerRow row)
    {
        if (row.IsActivation())
        {
            return row.Layer.Op.Name;
        }

        string fused = Takes(row, "Activation") ? row.Layer.Enum("Activation") : "None";
        return fused == "None" ? null : fused;
    }

    private static bool Takes(LayerRow row, string argument) => row.Layer.Op.Arguments.Any(a => a.Name == argument);
}
