namespace DeepDsl.Onnx;

/// <summary>What masks of scores mean.</summary>
internal static class AttentionMasks
{
    /// <summary>Below it, softmax leaves nothing of a score.</summary>
    public const double Hidden = -1e4;

    /// <summary>Whether what is added hides each key behind its query, and nothing else.</summary>
    public static bool IsCausal(Constant mask) => IsCausal(mask, v => v <= Hidden ? true : v == 0 ? false : null);

    /// <param name="mask">With queries and keys as its last axes.</param>
    /// <param name="isHidden">What its numbers say; null for neither.</param>
    public static bool IsCausal(Constant mask, Func<double, bool?> isHidden)
    {
        if (mask.Kept.Length < 2 || mask.Kept[^1] != mask.Kept[^2] || mask.Kept[^1] < 2 || mask.Kept.SkipLast(2).Any(d => d != 1))
        {
            return false;
        }

        int size = mask.Kept[^1];
        return Enumerable.Range(0, mask.Count).All(i => isHidden(mask.At(i)) == (i % size > i / size));
    }
}
