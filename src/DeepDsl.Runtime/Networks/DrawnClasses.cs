using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>What the passes of a training call draw for losses that compute some classes in place of all.</summary>
internal sealed class DrawnClasses(NetworkDefinition definition, int seed)
{
    private readonly int[] _drawn = new int[definition.Losses.Max(l => l.Sampling?.Count ?? 0)];

    /// <summary>Null for a model that computes all.</summary>
    public static DrawnClasses? Of(NetworkDefinition definition, int seed) =>
        Array.Exists(definition.Losses, l => l.Sampling != null) ? new(definition, seed) : null;

    /// <summary>Gives a call those of a pass.</summary>
    public void Give(BackendCall call, uint randomStep)
    {
        for (int loss = 0; loss < definition.Losses.Length; loss++)
        {
            if (definition.Losses[loss] is { Sampling: { } sampling } drawing)
            {
                Span<int> drawn = _drawn.AsSpan(0, sampling.Count);
                sampling.Draw(drawn, drawing.Classes, seed, randomStep, loss);
                call.SetDrawn(loss, drawn);
            }
        }
    }
}
