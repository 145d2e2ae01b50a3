using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// The random numbers of one sample in one epoch: they follow from seed, epoch and sample alone, so any thread draws the same. A struct
/// that counts what was drawn; pass it by reference.
/// </summary>
public struct AugmentRandom
{
    /// <summary>Sets these streams apart from those of dropout and initial values, whose seed may be the same.</summary>
    private const ulong Purpose = 0x6175676D656E7400;

    private readonly uint _key;
    private uint _index;

    /// <param name="seed">Of the fit.</param>
    /// <param name="epoch">From 0.</param>
    /// <param name="sample">Its place in the training set.</param>
    public AugmentRandom(int seed, int epoch, int sample)
        : this(seed, epoch, sample, stage: 0)
    {
    }

    internal AugmentRandom(int seed, int epoch, int sample, uint stage) =>
        _key = CounterRandom.Key((ulong)(uint)seed ^ Purpose, (uint)sample, CounterRandom.Hash(stage, (uint)epoch));

    /// <summary>From 0 to below 1.</summary>
    public float Uniform() => CounterRandom.Uniform(_key, _index++);

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>.</summary>
    public float Between(double low, double high) => (float)(low + ((high - low) * Uniform()));

    /// <summary>A whole number from 0 to below <paramref name="count"/>.</summary>
    public int Below(int count) => (int)((ulong)CounterRandom.Hash(_key, _index++) * (ulong)count >> 32);

    /// <summary>Of mean 0 and deviation 1.</summary>
    public float Normal() => CounterRandom.Normal(_key, _index++);

    /// <summary>True with this chance.</summary>
    public bool Chance(double chance) => Uniform() < chance;

    /// <summary>The share that Beta(<paramref name="alpha"/>, <paramref name="alpha"/>) gives, from two gamma numbers.</summary>
    internal float Beta(double alpha)
    {
        double own = Gamma(alpha);
        double other = Gamma(alpha);
        return own + other > 0 ? (float)(own / (own + other)) : Uniform() < 0.5f ? 0 : 1;
    }

    /// <summary>By Marsaglia and Tsang (2000); below 1 from the next higher shape.</summary>
    private double Gamma(double shape)
    {
        if (shape < 1)
        {
            double power = Math.Pow(1 - Uniform(), 1 / shape);
            return Gamma(shape + 1) * power;
        }
        double d = shape - (1 / 3.0);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal();
            double v = 1 + (c * x);
            v = v * v * v;
            double u = 1 - Uniform();
            if (v > 0 && Math.Log(u) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
