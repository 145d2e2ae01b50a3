namespace DeepDsl.Tool.Differences;

/// <summary>
/// Which layer of one version is which of the other. Names do not tell, since an ordinal is another one behind each layer that is added. So
/// the longest common sequence of equal layers is what stayed; what lies between, of one kind, in order, changed.
/// </summary>
internal static class LayerPairs
{
    public static IReadOnlyList<(LayerFacts? Before, LayerFacts? After)> Of(IReadOnlyList<LayerFacts> before, IReadOnlyList<LayerFacts> after)
    {
        List<(LayerFacts?, LayerFacts?)> pairs = [];
        (int i, int j) = (0, 0);
        foreach ((int nextI, int nextJ) in Common(before, after).Append((before.Count, after.Count)))
        {
            pairs.AddRange(Between([.. before.Take(i..nextI)], [.. after.Take(j..nextJ)]));
            if (nextI < before.Count)
            {
                pairs.Add((before[nextI], after[nextJ]));
            }
            (i, j) = (nextI + 1, nextJ + 1);
        }
        return WholeBlocks.Of(pairs);
    }

    /// <summary>Pairs of one kind, and what is left before and behind them.</summary>
    private static IEnumerable<(LayerFacts?, LayerFacts?)> Between(List<LayerFacts> before, List<LayerFacts> after)
    {
        int next = 0;
        foreach (LayerFacts old in before)
        {
            int same = after.FindIndex(next, a => a.Kind == old.Kind);
            if (same < 0)
            {
                yield return (old, null);
                continue;
            }
            for (; next < same; next++)
            {
                yield return (null, after[next]);
            }
            yield return (old, after[next++]);
        }
        foreach (LayerFacts added in after.Skip(next))
        {
            yield return (null, added);
        }
    }

    /// <summary>
    /// The places of a longest common sequence of layers that say the same. What both versions begin and end with is part of it, so that no
    /// table is made for that: most of a large model stays as it was.
    /// </summary>
    private static List<(int Before, int After)> Common(IReadOnlyList<LayerFacts> before, IReadOnlyList<LayerFacts> after)
    {
        int shorter = Math.Min(before.Count, after.Count);
        int start = Enumerable.Range(0, shorter).TakeWhile(i => IsSame(before[i], after[i])).Count();
        int end = Enumerable.Range(1, shorter - start).TakeWhile(i => IsSame(before[before.Count - i], after[after.Count - i])).Count();
        (int Before, int After)[] between =
            [.. Longest([.. before.Skip(start).SkipLast(end)], [.. after.Skip(start).SkipLast(end)])];
        return
        [
            .. Enumerable.Range(0, start).Select(i => (i, i)),
            .. between.Select(p => (p.Before + start, p.After + start)),
            .. Enumerable.Range(0, end).Select(i => (before.Count - end + i, after.Count - end + i)),
        ];
    }

    private static IEnumerable<(int Before, int After)> Longest(LayerFacts[] before, LayerFacts[] after)
    {
        int[,] longest = new int[before.Length + 1, after.Length + 1];
        for (int i = before.Length - 1; i >= 0; i--)
        {
            for (int j = after.Length - 1; j >= 0; j--)
            {
                longest[i, j] = IsSame(before[i], after[j]) ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }
        for ((int i, int j) = (0, 0); i < before.Length && j < after.Length;)
        {
            if (IsSame(before[i], after[j]))
            {
                yield return (i++, j++);
            }
            else if (longest[i + 1, j] >= longest[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    private static bool IsSame(LayerFacts before, LayerFacts after) => before.Text == after.Text;
}
