namespace DeepDsl;

/// <summary>
/// Random orders of rows. The generator (SplitMix64) is written out, since a saved training run must shuffle the same way on every
/// version of .NET.
/// </summary>
internal static class RowOrder
{
    public static int[] Shuffled(int count, ulong seed)
    {
        int[] order = new int[count];
        Shuffle(order, seed);
        return order;
    }

    /// <summary>Fills <paramref name="order"/> with 0 .. Length - 1 in the random order that the seed gives.</summary>
    public static void Shuffle(Span<int> order, ulong seed)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1, ref seed);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    /// <summary>A number from 0 to below <paramref name="count"/>; the state goes on.</summary>
    public static int Below(int count, ref ulong state) =>
        // The high half of a 64 x 32 bit product: uniform up to 2^-32, without a division.
        (int)((Next(ref state) >> 32) * (ulong)count >> 32);

    /// <summary>A number from 0 to below 1; the state goes on.</summary>
    public static double Uniform(ref ulong state) => (Next(ref state) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A seed for one epoch, unrelated to those of its neighbours.</summary>
    public static ulong ForEpoch(ulong seed, int epoch)
    {
        ulong state = seed ^ ((ulong)epoch * 0xD1342543DE82EF95);
        return Next(ref state);
    }

    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
