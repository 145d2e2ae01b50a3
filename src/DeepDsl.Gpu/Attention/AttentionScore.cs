namespace DeepDsl.CompilerServices;

/// <summary>What makes scores of products of queries with keys, and which weights are dropped, in one head of one sample.</summary>
/// <param name="Sizes">Of all.</param>
/// <param name="Keys">How many the sample has.</param>
/// <param name="Slope">What a score loses per position.</param>
/// <param name="DropRate">Share of the weights that is dropped.</param>
/// <param name="Enlargement">Factor of the others.</param>
/// <param name="DropKey">Of the random numbers.</param>
/// <param name="FirstWeight">The number of the head's first weight among all: keys are the outer, queries the inner axis.</param>
internal readonly record struct AttentionScore(
    AttentionSizes Sizes, int Keys, float Slope, float DropRate, float Enlargement, uint DropKey, uint FirstWeight)
{
    public static AttentionScore Of(AttentionSizes sizes, AttentionViews views, int sample, int head) => new(
        sizes, views.KeysOf(sample, sizes.Keys), views.SlopeOf(head), views.Dropped, 1 / (1 - views.Dropped), views.DropKey,
        (uint)((sample * sizes.Heads + head) * sizes.Keys * sizes.Queries));

    /// <summary>Minus infinity where the query does not see the key.</summary>
    public float Of(float product, int query, int key)
    {
        int distance = query + Sizes.Offset - key;
        float score = (product * Sizes.Scale) - (Slope * (distance < 0 ? -distance : distance));
        return key >= Sizes.First(query) && key < Sizes.End(query, Keys) ? score : float.NegativeInfinity;
    }

    /// <summary>Zero for a weight that is dropped, else by how much the others are enlarged.</summary>
    public float Kept(int query, int key)
    {
        uint weight = FirstWeight + ((uint)key * (uint)Sizes.Queries) + (uint)query;
        return DropRate <= 0 ? 1 : GpuMath.Uniform(DropKey, weight) < DropRate ? 0 : Enlargement;
    }
}
