using System.Collections.Concurrent;
using System.Numerics;

namespace DeepDsl.CompilerServices;

/// <summary>
/// How so many complex numbers are transformed: in passes, each of transforms of a few numbers, which are turned before the next (Stockham's
/// order, so that none has to be moved afterwards). All sines and cosines are of double precision, rounded once.
/// </summary>
internal sealed class FourierPlan
{
    private static readonly ConcurrentDictionary<(int Length, int Around), FourierPlan> s_plans = new();

    private FourierPlan(int length, int around)
    {
        Length = length;
        Halves = Waves((length / 2) + 1, k => k / (2.0 * length));
        if (around == 0)
        {
            (Passes, Turns) = Divide(length);
            return;
        }

        Chirp = Waves(length, k => ChirpTurns(k, length));
        Whole = Of(around, 0);
        Filter = FilterOf(length, around);
    }

    /// <summary>Complex numbers of a transform.</summary>
    public int Length { get; }

    /// <summary>One behind the other.</summary>
    public FourierPass[] Passes { get; } = [];

    /// <summary>By how much passes turn what they write: cosine and sine.</summary>
    public float[] Turns { get; } = [];

    /// <summary>exp(-pi i k / Length) up to half of Length: between transforms of even and odd places and that of all.</summary>
    public float[] Halves { get; }

    /// <summary>exp(-pi i k k / Length), where the transform is a convolution with these (Bluestein, 1970); else empty.</summary>
    public float[] Chirp { get; } = [];

    /// <summary>The frequencies of the convolution's kernel, over their number.</summary>
    public float[] Filter { get; } = [];

    /// <summary>The transforms of that convolution.</summary>
    public FourierPlan? Whole { get; }

    public static FourierPlan Of(int length, int around) =>
        s_plans.TryGetValue((length, around), out FourierPlan? plan) ? plan : s_plans.GetOrAdd((length, around), new FourierPlan(length, around));

    private static (FourierPass[] Passes, float[] Turns) Divide(int length)
    {
        List<FourierPass> passes = [];
        List<float> turns = [];
        (int left, int repeats) = (length, 1);
        while (left > 1)
        {
            int parts = Parts(left);
            int groups = left / parts;
            passes.Add(new FourierPass(parts, groups, repeats, turns.Count));
            double whole = left;
            turns.AddRange(Waves(groups * (parts - 1), i => i / (parts - 1) * ((i % (parts - 1)) + 1) / whole));
            if (parts > 5 && parts != 8)
            {
                turns.AddRange(Waves(parts, i => i / (double)parts));
            }

            (left, repeats) = (groups, repeats * parts);
        }

        return ([.. passes], [.. turns]);
    }

    /// <summary>The more at a time, the fewer passes; of sixteen two passes of four rather than of eight and two.</summary>
    private static int Parts(int left)
    {
        int[] quick = [left % 32 == 16 ? 4 : 8, 4, 5, 3, 2];
        return quick.FirstOrDefault(p => left % p == 0) is > 0 and var parts
            ? parts
            : Enumerable.Range(2, left - 1).First(p => left % p == 0);
    }

    /// <summary>exp(-2 pi i of(k)).</summary>
    private static float[] Waves(int count, Func<int, double> of)
    {
        float[] waves = new float[2 * count];
        for (int k = 0; k < count; k++)
        {
            (double sine, double cosine) = Math.SinCos(-2 * Math.PI * of(k));
            (waves[2 * k], waves[(2 * k) + 1]) = ((float)cosine, (float)sine);
        }

        return waves;
    }

    private static float[] FilterOf(int length, int around)
    {
        Complex[] kernel = new Complex[around];
        for (int k = 0; k < length; k++)
        {
            Complex value = Complex.FromPolarCoordinates(1, 2 * Math.PI * ChirpTurns(k, length));
            (kernel[k], kernel[(around - k) % around]) = (value, value);
        }

        return [.. Transform(kernel).SelectMany(f => new[] { (float)(f.Real / around), (float)(f.Imaginary / around) })];
    }

    /// <summary>k * k / 2 / length turns, less whole ones.</summary>
    private static double ChirpTurns(int k, int length) => (long)k * k % (2L * length) / (2.0 * length);

    /// <summary>In double precision, of a power of two.</summary>
    private static Complex[] Transform(Complex[] x)
    {
        if (x.Length == 1)
        {
            return x;
        }

        int half = x.Length / 2;
        Complex[] even = Transform([.. x.Where((_, i) => i % 2 == 0)]);
        Complex[] odd = Transform([.. x.Where((_, i) => i % 2 == 1)]);
        Complex[] y = new Complex[x.Length];
        for (int k = 0; k < half; k++)
        {
            Complex turned = odd[k] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k / x.Length);
            (y[k], y[k + half]) = (even[k] + turned, even[k] - turned);
        }

        return y;
    }
}

/// <summary>Transforms of <paramref name="Parts"/> numbers each.</summary>
/// <param name="Groups">How many there are that turn differently.</param>
/// <param name="Repeats">How many there are of each.</param>
/// <param name="Turns">Where theirs begin.</param>
internal readonly record struct FourierPass(int Parts, int Groups, int Repeats, int Turns);
