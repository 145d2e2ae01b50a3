using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Attentions;
using DeepDsl.Compiler.Ops.Convolutions;
using DeepDsl.Compiler.Ops.Recurrent;

namespace DeepDsl.Analyzers.Sequences;

/// <summary>What layers over the steps of a sequence [T, C] see of it.</summary>
public static class Steps
{
    /// <summary>Sequences longer than this are long for recurrent layers.</summary>
    public const int Long = 50;

    public static bool IsRecurrent(this LayerRow row) => row.Layer.Op is Recurrent;

    public static bool IsAttention(this LayerRow row) =>
        row.Layer.Op is MultiHeadAttention or RelativeAttention or Attention or AdditiveAttention or LocalAttention;

    /// <summary>Attention of a sequence with itself, and perhaps with what it remembers.</summary>
    public static bool IsSelfAttention(this LayerRow row) => row.IsAttention() && (row.Sources.Count == 1 + row.Layer.GivenValues.Count || row.Layer.Op.KeepsMemory);

    /// <summary>Whether it remembers the segment before.</summary>
    public static bool Remembers(this LayerRow row) => row.Layer.Op.KeepsMemory && row.Sources.Count > 1;

    /// <summary>Whether a step sees none of those behind it, by a choice that somebody made.</summary>
    public static bool IsCausal(this LayerRow row) => row.IsSelfAttention() ? row.Layer.Op.Has("Causal") && row.Layer.Bool("Causal")
        : row.Layer.Op is Convolution && row.Layer.Op.Has("Padding") && row.Layer.Enum("Padding") == "Causal" && Window(row) is { Kernel: > 1 };

    /// <summary>Whether a step sees some of those behind it.</summary>
    public static bool SeesLater(this LayerRow row) => row.Layer.Op is Recurrent ? IsBidirectional(row) || row.Layer.Bool("Reverse")
        : row.IsSelfAttention() ? !row.IsCausal()
        : row.Layer.Op is Convolution && Window(row) is { After: > 0 };

    public static bool IsBidirectional(this LayerRow row) => row.Layer.Enum("Bidirectional") != "None";

    /// <summary>Of layers with windows along the steps of a sequence.</summary>
    private static WindowAxis? Window(LayerRow row) =>
        row.Layer.Op.Window(row.Layer, row.Inputs[0]) is { Rank: 1 } window ? window.Axes[0] : null;
}
