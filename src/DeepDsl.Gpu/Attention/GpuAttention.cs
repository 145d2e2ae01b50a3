using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Attention and its gradient for the threads of one group: a tile of queries by keys after another, in the group's memory. Whatever is
/// added up is added by the thread that has it, in order, so nothing depends on how groups follow each other.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuAttention
{
    /// <summary>Groups go by blocks of queries, in heads, in samples.</summary>
    public static void Forward(int group, AttentionSizes sizes, AttentionViews views)
    {
        AttentionGroup threads = AttentionGroup.Here();
        int blocks = (sizes.Queries + threads.Edge - 1) / threads.Edge;
        int head = group / blocks;
        AttentionForwardPass.Run(threads, sizes, views, head / sizes.Heads, head % sizes.Heads, (group - (head * blocks)) * threads.Edge);
    }

    /// <summary>
    /// First the groups of the gradients of queries, which go as forward, then those of keys and values, by blocks of keys.
    /// </summary>
    /// <param name="group">Its number.</param>
    /// <param name="sizes">Of all.</param>
    /// <param name="views">What is read and written.</param>
    /// <param name="samples">How many there are.</param>
    public static void Backward(int group, AttentionSizes sizes, AttentionViews views, int samples)
    {
        AttentionGroup threads = AttentionGroup.Here();
        int blocks = (sizes.Queries + threads.Edge - 1) / threads.Edge;
        int ofQueries = samples * sizes.Heads * blocks;
        if (group < ofQueries)
        {
            int head = group / blocks;
            AttentionQueryPass.Run(threads, sizes, views, head / sizes.Heads, head % sizes.Heads, (group - (head * blocks)) * threads.Edge);
        }
        else
        {
            group -= ofQueries;
            blocks = (sizes.Keys + threads.Edge - 1) / threads.Edge;
            int head = group / blocks;
            int first = (group - (head * blocks)) * threads.Edge;
            AttentionKeyPass.Run(threads, sizes, views, head / sizes.KeyHeads, head % sizes.KeyHeads, first);
        }
    }
}
