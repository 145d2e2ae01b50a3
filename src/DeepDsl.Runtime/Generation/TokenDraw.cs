using System.Numerics.Tensors;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Draws tokens by their scores, in memory that it keeps.</summary>
/// <param name="tokens">How many there are.</param>
internal sealed class TokenDraw(int tokens)
{
    private readonly double[] _weights = new double[tokens];
    private readonly double[] _losses = new double[tokens];
    private readonly int[] _order = new int[tokens];

    /// <summary>One token.</summary>
    /// <param name="scores">Finite, or minus infinity for what never comes.</param>
    /// <param name="draw">The number of this draw: each has random numbers of its own.</param>
    public int Next(ReadOnlySpan<float> scores, GenerateOptions options, int draw)
    {
        if (options.Temperature == 0)
        {
            return TensorPrimitives.IndexOfMax(scores);
        }

        float most = TensorPrimitives.Max(scores);
        for (int i = 0; i < tokens; i++)
        {
            _order[i] = i;
            _losses[i] = most - scores[i];
        }

        int left = tokens;
        if (options.TopK > 0 || options.TopP < 1)
        {
            _losses.AsSpan().Sort(_order.AsSpan());
            left = options.TopK > 0 ? options.TopK : tokens;
        }

        double sum = 0;
        for (int i = 0; i < left; i++)
        {
            sum += _weights[i] = Math.Exp(-_losses[i] / options.Temperature);
        }

        if (options.TopP < 1)
        {
            (left, sum) = Fewest(left, options.TopP * sum);
        }

        double rest = Uniform(options.Seed, draw) * sum;
        int chosen = 0;
        while (chosen < left - 1 && (rest -= _weights[chosen]) >= 0)
        {
            chosen++;
        }

        return _order[chosen];
    }

    /// <summary>How many of the first it takes to have so much, and what they have.</summary>
    private (int Count, double Sum) Fewest(int most, double wanted)
    {
        double sum = 0;
        for (int i = 0; i < most; i++)
        {
            sum += _weights[i];
            if (sum >= wanted)
            {
                return (i + 1, sum);
            }
        }

        return (most, sum);
    }

    /// <summary>A multiple of 2^-53 in [0, 1).</summary>
    private static double Uniform(int seed, int draw)
    {
        uint key = CounterRandom.Key(unchecked((ulong)seed), (uint)draw, 0);
        ulong high = CounterRandom.Hash(key, 0) >> 5;
        ulong low = CounterRandom.Hash(key, 1) >> 6;
        return ((high << 26) + low) * (1.0 / (1UL << 53));
    }
}
