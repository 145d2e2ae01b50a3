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

    /// <summary>The places of a longest common sequence of layers that say the same.</summary>
    private static List<(int Before, int After)> Common(IReadOnlyList<LayerFacts> before, IReadOnlyList<LayerFacts> after)
    {
        int[,] longest = new int[before.Count + 1, after.Count + 1];
        for (int i = before.Count - 1; i >= 0; i--)
        {
            for (int j = after.Count - 1; j >= 0; j--)
            {
                longest[i, j] = before[i].Text == after[j].Text ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }
        List<(int, int)> common = [];
        for ((int i, int j) = (0, 0); i < before.Count && j < after.Count;)
        {
            if (before[i].Text == after[j].Text)
            {
                common.Add((i++, j++));
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
        return common;
    }
}
