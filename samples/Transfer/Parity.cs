using DeepDsl;

namespace Transfer;

/// <summary>Images of digits, and whether they are even, which is class 0, or odd.</summary>
internal static class Parity
{
    /// <summary>The first images of either class, so many of each at most.</summary>
    public static Dataset Of(Dataset digits, int each = int.MaxValue)
    {
        int[] found = new int[2];
        List<float> pixels = [];
        List<int> labels = [];
        for (int i = 0; i < digits.Count; i++)
        {
            int parity = digits.Label(i) % 2;
            if (found[parity]++ < each)
            {
                pixels.AddRange(digits.Input(i));
                labels.Add(parity);
            }
        }

        return Dataset.FromArrays([.. pixels], [.. labels]);
    }
}
