using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepDsl.CompilerServices;

/// <summary>The edges of a graph by their node at one end.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EdgeOrder
{
    /// <summary>The same; of a call of one graph, what the call before found in the same memory, if the edges are what they were.</summary>
    public static void Find(in Launch launch, ref int edges, ref int order, int count, int nodes, int end)
    {
        if (launch.N == 1)
        {
            launch.Frame.EdgeOrders.Find(ref edges, ref order, count, nodes, end);
        }
        else
        {
            Find(ref edges, ref order, count, nodes, end);
        }
    }

    /// <summary>
    /// Of edges, pairs of nodes of which one may be negative for what is no edge: where in the order the edges of each node begin, and where
    /// those of the last end; then the numbers of the edges, those of one node as they came; then, in the same places behind
    /// <paramref name="count"/> numbers, the nodes at their other ends.
    /// </summary>
    /// <param name="edges">The first number of the first pair.</param>
    /// <param name="order">Receives nodes + 1 places, and up to <paramref name="count"/> numbers and as many nodes.</param>
    /// <param name="count">Of edges.</param>
    /// <param name="nodes">Of the graph.</param>
    /// <param name="end">Which number of a pair counts: 0 or 1.</param>
    public static void Find(ref int edges, ref int order, int count, int nodes, int end)
    {
        ReadOnlySpan<int> pairs = MemoryMarshal.CreateReadOnlySpan(ref edges, 2 * count);
        Span<int> starts = MemoryMarshal.CreateSpan(ref order, nodes + 1);
        Span<int> numbers = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref order, nodes + 1), count);
        Span<int> others = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref order, nodes + 1 + count), count);
        starts.Clear();
        for (int e = 0; e < count; e++)
        {
            if (IsEdge(pairs, e))
            {
                starts[pairs[(2 * e) + end]]++;
            }
        }

        int sum = 0;
        for (int node = 0; node <= nodes; node++)
        {
            sum += starts[node];
            starts[node] = sum;
        }

        // From the back, so that each place ends where the edges of its node begin.
        for (int e = count - 1; e >= 0; e--)
        {
            if (IsEdge(pairs, e))
            {
                int place = --starts[pairs[(2 * e) + end]];
                numbers[place] = e;
                others[place] = pairs[(2 * e) + 1 - end];
            }
        }
    }

    private static bool IsEdge(ReadOnlySpan<int> pairs, int edge) => (pairs[2 * edge] | pairs[(2 * edge) + 1]) >= 0;
}
