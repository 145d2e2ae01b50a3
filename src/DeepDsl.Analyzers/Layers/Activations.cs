using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Ops.Shapes;

namespace DeepDsl.Analyzers.Layers;

/// <summary>What activations, and the norms around them, have in common.</summary>
internal static class Activations
{
    /// <summary>Zero, or nearly, for half of the inputs.</summary>
    public static bool IsReLU(string function) => function is "ReLU" or "ReLU6" or "LeakyReLU" or "PReLU";

    /// <summary>The layer whose activation this one applies its own to; nothing else reads it, only moves and dropout lie between.</summary>
    public static LayerRow? ActivationBefore(this Flow flow, LayerRow row)
    {
        LayerRow at = row;
        while (at.Sources[0] is { } before && flow.OnlyReader(before) == at)
        {
            if (before.Activation() is not null)
            {
                return before.Layer.Op is Map ? null : before;
            }

            if (!before.OnlyMoves() && !before.IsNoise())
            {
                return null;
            }

            at = before;
        }

        return null;
    }

    /// <summary>The batch norm that takes away whatever <paramref name="row"/> adds to a channel: its only reader, with the batch's mean.</summary>
    public static LayerRow? CancellingNorm(this Flow flow, LayerRow row)
    {
        LayerRow? at = row.Activation() is null ? flow.OnlyReader(row) : null;
        while (at is not null && at.OnlyMoves() && at.Layer.Op is not Reshape and not Permute)
        {
            at = flow.OnlyReader(at);
        }

        return at is { Layer.Op: BatchNorm } && at.IsTrainable() ? at : null;
    }
}
