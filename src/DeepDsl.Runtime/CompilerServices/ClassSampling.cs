using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// The classes that a training step computes in place of all, drawn by counter: seed, step and loss decide them, whatever the device.
/// </summary>
/// <param name="Count">How many, with repetition.</param>
/// <param name="IsUniform">Whether all have one chance; else class c has ln((c + 2) / (c + 1)) / ln(classes + 1).</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ClassSampling(int Count, bool IsUniform)
{
    private const double Range = 1L << 32;

    /// <summary>Beyond those of layers, which are counted from 0.</summary>
    private const uint FirstStream = 0x40000000;

    /// <summary>Draws the classes of a step.</summary>
    /// <param name="drawn">Receives them.</param>
    /// <param name="classes">Of which they are.</param>
    /// <param name="seed">The model's.</param>
    /// <param name="step">The random step of the pass.</param>
    /// <param name="loss">Number of the loss.</param>
    internal void Draw(Span<int> drawn, int classes, int seed, uint step, int loss)
    {
        uint key = CounterRandom.Key(unchecked((ulong)seed), step, FirstStream + (uint)loss);
        for (int i = 0; i < drawn.Length; i++)
        {
            double chance = CounterRandom.Hash(key, (uint)i) / Range;

            // The chances of classes 0 to c add up to ln(c + 2) / ln(classes + 1).
            double rank = IsUniform ? chance * classes : Math.Pow(classes + 1.0, chance) - 1;
            drawn[i] = Math.Min((int)rank, classes - 1);
        }
    }
}
