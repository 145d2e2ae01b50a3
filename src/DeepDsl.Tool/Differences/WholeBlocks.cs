namespace DeepDsl.Tool.Differences;

/// <summary>
/// Of layers that were added between equal ones, nothing says which of the equal ones are new: those of a block that is repeated once more
/// could begin in the middle of one and end in that of the next. Here they begin and end with a block where they can.
/// </summary>
internal static class WholeBlocks
{
    public static IReadOnlyList<(LayerFacts? Before, LayerFacts? After)> Of(IEnumerable<(LayerFacts? Before, LayerFacts? After)> pairs) =>
        [.. Flipped(MoveAdded(Flipped(MoveAdded([.. pairs]))))]; // what was removed was added the other way round

    private static (LayerFacts?, LayerFacts?)[] Flipped((LayerFacts? Before, LayerFacts? After)[] pairs) =>
        [.. pairs.Select(p => (p.After, p.Before))];

    private static (LayerFacts? Before, LayerFacts? After)[] MoveAdded((LayerFacts? Before, LayerFacts? After)[] pairs)
    {
        for (int start = 0; start < pairs.Length; start++)
        {
            int end = start;
            while (end < pairs.Length && pairs[end].Before is null)
            {
                end++;
            }
            if (end > start)
            {
                Move(pairs, start, end, Best(pairs, start, end));
                start = end;
            }
        }
        return pairs;
    }

    /// <summary>By how many layers the run has to move up to begin and end with blocks; none where that is not better.</summary>
    private static int Best((LayerFacts? Before, LayerFacts? After)[] pairs, int start, int end)
    {
        (int best, int most) = (0, Bounds(pairs, start, end));
        for (int shift = 1; CanPass(pairs, start - shift, end - shift); shift++)
        {
            if (Bounds(pairs, start - shift, end - shift) is var bounds && bounds > most)
            {
                (best, most) = (shift, bounds);
            }
        }
        return best;
    }

    /// <summary>Whether the layer before the run stayed, and is as the last of the run.</summary>
    private static bool CanPass((LayerFacts? Before, LayerFacts? After)[] pairs, int before, int last) =>
        before >= 0 && pairs[before] is ({ } old, { } same) && old.Text == same.Text && same.Text == pairs[last].After?.Text;

    private static int Bounds((LayerFacts? Before, LayerFacts? After)[] pairs, int start, int end) =>
        (IsBound(pairs, start) ? 1 : 0) + (IsBound(pairs, end) ? 1 : 0);

    private static bool IsBound((LayerFacts? Before, LayerFacts? After)[] pairs, int place) =>
        place == 0 || place == pairs.Length || Block(pairs[place - 1].After) != Block(pairs[place].After);

    /// <summary>The outermost one around a layer; a layer of none is by itself.</summary>
    private static string Block(LayerFacts? layer) => layer?.Path.Split('.')[0] ?? "";

    private static void Move((LayerFacts? Before, LayerFacts? After)[] pairs, int start, int end, int shift)
    {
        for (int i = 1; i <= shift; i++)
        {
            pairs[end - i].Before = pairs[start - i].Before;
            pairs[start - i].Before = null;
        }
    }
}
