using DeepDsl;

namespace WordVectors;

/// <summary>Words, and for each <see cref="SkipGramNet.Others"/> more, the first of which stands near it.</summary>
internal sealed record Pairs(int[] Words, int[] Near)
{
    public int Count => Words.Length;

    public Dataset ToDataset()
    {
        float[] isNear = [.. Near.Select((_, i) => i % SkipGramNet.Others == 0 ? 1f : 0)];
        return new Dataset(
            [new DataColumn("word", Words), new DataColumn("near", Near, SkipGramNet.Others)],
            [new DataColumn("output", isNear, SkipGramNet.Others)]);
    }

    /// <summary>Of how many of all drawn words something says less than of the one that stands near.</summary>
    public double Told(Func<int, float[]> says)
    {
        int told = Enumerable.Range(0, Count).Select(says).Sum(scores => scores.Count(s => s < scores[0]));
        return (double)told / (Count * (SkipGramNet.Others - 1));
    }
}
