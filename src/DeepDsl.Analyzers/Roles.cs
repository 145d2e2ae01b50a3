using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Attentions;
using DeepDsl.Compiler.Ops.Recurrent;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers;

/// <summary>What a layer is for, as the rules speak of it.</summary>
public static class Roles
{
    /// <summary>A product of its input with weights: dense layers and convolutions of any kind.</summary>
    public static bool HasWeights(this LayerRow row) => row.Layer.Op.Role == OpRole.Weights;

    /// <summary>A number of the layer as messages say it, where it is known.</summary>
    public static string Known(this LayerRow row, object number, string otherwise) => row.IsGuessed ? otherwise : $"{number}";

    /// <summary>"each of its 64 channels", without the number where that is not known.</summary>
    public static string EachOfItsChannels(this LayerRow row) =>
        row.HasGuessedChannels ? "each of its channels" : Counted.EachOfIts(row.Output.Channels, "channel");

    /// <summary>"its 64 channels", likewise.</summary>
    public static string ItsChannels(this LayerRow row) => row.HasGuessedChannels ? "its channels" : Counted.Its(row.Output.Channels, "channel");

    /// <summary>"64 steps" of what it reads, likewise.</summary>
    public static string Steps(this LayerRow row) => row.IsGuessed ? "the steps" : Counted.Of(row.Inputs[0][0], "step");

    /// <summary>Products, and layers that have or may have them within: recurrent ones, attention, scores of tokens, functions of tensors.</summary>
    public static bool HasProducts(this LayerRow row) =>
        row.HasWeights()
        || row.Layer.Op is Recurrent or MultiHeadAttention or RelativeAttention or AdditiveAttention or LocalAttention or Unembed or Compute;

    public static bool IsNorm(this LayerRow row) => row.Layer.Op.Role == OpRole.Norm;

    /// <summary>Dropout of any kind, and noise.</summary>
    public static bool IsNoise(this LayerRow row) => row.Layer.Op.Role == OpRole.Noise;

    public static bool IsMerge(this LayerRow row) => row.Layer.Op.Role == OpRole.Merge;

    /// <summary>Moves or names values without changing them.</summary>
    public static bool OnlyMoves(this LayerRow row) => row.Layer.Op.Role == OpRole.Move;

    /// <summary>Computes a function of each element, or softmax, and nothing else.</summary>
    public static bool IsActivation(this LayerRow row) => row.Layer.Op.Role == OpRole.Activation;

    /// <summary>Pools of any kind.</summary>
    public static bool IsPool(this LayerRow row) => row.Layer.Op.Role == OpRole.Pool;

    /// <summary>Joins each output channel to a part of the input's channels alone.</summary>
    public static bool IsGrouped(this LayerRow row) => row.Layer.Op.IsGrouped(row.Layer);

    /// <summary>Whether training changes it; true for layers without parameters.</summary>
    public static bool IsTrainable(this LayerRow row) => !row.Layer.Op.Has("Trainable") || row.Layer.Bool("Trainable");

    /// <summary>Whether it uses the parameters of another layer.</summary>
    public static bool Shares(this LayerRow row) => row.Layer.Op.Has("Share") && row.Layer.Text("Share").Length > 0;

    /// <summary>The probability with which dropout of any kind drops; 0 for other layers.</summary>
    public static double DropRate(this LayerRow row) => row.IsNoise() && row.Layer.Op.Has("Rate") ? row.Layer.Real("Rate") : 0;

    /// <summary>How messages name a layer where its activation is what they are about: "ReLU (layer 2)", "ReLU of Dense(8, ..) (layer 1)".</summary>
    public static string ActivatedTitle(this LayerRow row) => row.IsActivation() ? row.Layer.Title : $"{row.Activation()} of {row.Layer.Title}";

    /// <summary>What takes the function away, for who reads or writes the declaration.</summary>
    public static string RemovalOfActivation(this LayerRow row) =>
        row.IsActivation() ? $"remove [{row.Layer.Op.Name}]" : $"remove Activation = Activation.{row.Activation()}";

    /// <summary>The function applied to what the layer computes: its Activation argument, or what the layer itself is; null for none.</summary>
    public static string? Activation(this LayerRow row)
    {
        if (row.IsActivation())
        {
            return row.Layer.Op.Name;
        }

        string fused = row.Layer.Op.Has("Activation") ? row.Layer.Enum("Activation") : "None";
        return fused == "None" ? null : fused;
    }
}
