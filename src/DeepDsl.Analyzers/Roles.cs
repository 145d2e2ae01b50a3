using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Convolutions;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Noise;
using DeepDsl.Compiler.Ops.Norms;
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

    /// <summary>The function applied to what the layer computes: its Activation argument, or what the layer itself is; null for none.</summary>
    public static string? Activation(this LayerRow row)
    {
        if (row.Layer.Op is ActivationOp or Map || row.Layer.Op.Name == "PReLU")
        {
            return row.Layer.Op.Name;
        }

        string fused = row.Layer.Op.Arguments.Any(a => a.Name == "Activation") ? row.Layer.Enum("Activation") : "None";
        return fused == "None" ? null : fused;
    }
}
