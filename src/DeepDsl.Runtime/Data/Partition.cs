namespace DeepDsl;

/// <summary>Which part of a division each sample falls in.</summary>
internal static class Partition
{
    /// <summary>By chance alone.</summary>
    /// <param name="parts">Samples of each part.</param>
    /// <param name="seed">Of the chance.</param>
    public static int[] AtRandom(int[] parts, ulong seed)
    {
        int[] order = RowOrder.Shuffled(parts.Sum(), seed);
        int[] partOf = new int[order.Length];
        Assign(order, parts, partOf);
        return partOf;
    }

    /// <summary>By chance, each class in the same shares within one sample.</summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="parts">Samples of each part.</param>
    /// <param name="seed">Of the chance.</param>
    public static int[] Stratified(int[] labels, int[] parts, ulong seed)
    {
        int[] partOf = new int[labels.Length];
        ILookup<int, int> byClass = RowOrder.Shuffled(labels.Length, seed).ToLookup(i => labels[i]);
        int[] classes = [.. byClass.Select(c => c.Key).Order()];
        int[][] counts = Apportionment.Of(Array.ConvertAll(classes, c => byClass[c].Count()), parts);
        for (int c = 0; c < classes.Length; c++)
        {
            Assign([.. byClass[classes[c]]], counts[c], partOf);
        }
        return partOf;
    }

    /// <summary>Whole groups by chance, each to the part that lacks most.</summary>
    /// <param name="groups">The group of each sample, from 0.</param>
    /// <param name="parts">Samples that each part should have.</param>
    /// <param name="seed">Of the chance.</param>
    /// <param name="largestFirst">Leaves to chance the order of groups of one size alone, which makes parts as equal as is easily found.</param>
    public static int[] Grouped(int[] groups, int[] parts, ulong seed, bool largestFirst)
    {
        int[] sizes = new int[groups.Max() + 1];
        foreach (int group in groups)
        {
            sizes[group]++;
        }
        int[] partOf = new int[sizes.Length];
        int[] lacks = [.. parts];
        int[] held = new int[parts.Length];
        int left = sizes.Length;
        foreach (int group in RowOrder.Shuffled(sizes.Length, seed).OrderByDescending(g => largestFirst ? sizes[g] : 0))
        {
            // The last groups are kept for parts that have none.
            bool onlyEmpty = left-- <= held.Count(h => h == 0);
            int part = Enumerable.Range(0, parts.Length).Where(p => !onlyEmpty || held[p] == 0).MaxBy(p => lacks[p]);
            partOf[group] = part;
            lacks[part] -= sizes[group];
            held[part]++;
        }
        return Array.ConvertAll(groups, g => partOf[g]);
    }

    /// <summary>Parts that are as equal as can be.</summary>
    public static int[] Equal(int samples, int parts) => [.. Enumerable.Range(0, parts).Select(p => (samples / parts) + (p < samples % parts ? 1 : 0))];

    /// <summary>Parts of a division in two or three, the first the largest as a rule; each has a sample.</summary>
    public static int[] Shares(int samples, params ReadOnlySpan<double> fractions)
    {
        int[] parts = new int[fractions.Length + 1];
        double sum = 0;
        foreach (double fraction in fractions)
        {
            sum += fraction > 0 ? fraction : double.NaN;
        }
        if (!(sum < 1) || samples < parts.Length)
        {
            string shares = string.Join(" and ", fractions.ToArray().Select(f => FormattableString.Invariant($"{f}")));
            throw new ArgumentOutOfRangeException(
                fractions.Length == 1 ? "fraction" : "fractions",
                $"Cannot split off {shares} of {samples} samples: "
                + (fractions.Length == 1 ? "the fraction must lie between 0 and 1, and both parts" : "the fractions must lie between 0 and 1, also their sum, and all three parts")
                + " need a sample.");
        }
        for (int p = 1; p < parts.Length; p++)
        {
            parts[p] = Math.Max(1, (int)Math.Round(fractions[p - 1] * samples));
        }
        while ((parts[0] = samples - parts[1..].Sum()) < 1)
        {
            parts[1 + Array.IndexOf(parts[1..], parts[1..].Max())]--;
        }
        return parts;
    }

    private static void Assign(ReadOnlySpan<int> order, int[] parts, int[] partOf)
    {
        int next = 0;
        for (int p = 0; p < parts.Length; p++)
        {
            for (int i = 0; i < parts[p]; i++)
            {
                partOf[order[next++]] = p;
            }
        }
    }
}
