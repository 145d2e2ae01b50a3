using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>What emitted kernels ask of the indices of a table's rows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuTable
{
    /// <summary>How many come before the index at a place in their order: lower ones, and equal ones that lie before it.</summary>
    public static int Rank(ArrayView<int> indices, int at)
    {
        int own = indices[at];
        return CountBelow(indices, 0, at, own + 1) + CountBelow(indices, at + 1, indices.IntLength, own);
    }

    /// <summary>The first place in the order whose index is at least <paramref name="least"/>.</summary>
    public static int First(ArrayView<int> indices, ArrayView<int> order, int least)
    {
        int low = 0;
        int high = order.IntLength;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (indices[order[middle]] < least)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Four at a time, so that a thread waits for memory once for each four.</summary>
    private static int CountBelow(ArrayView<int> indices, int from, int to, int limit)
    {
        int count = 0;
        int i = from;
        for (; i + 4 <= to; i += 4)
        {
            int a = indices[i], b = indices[i + 1], c = indices[i + 2], d = indices[i + 3];
            count += (a < limit ? 1 : 0) + (b < limit ? 1 : 0) + (c < limit ? 1 : 0) + (d < limit ? 1 : 0);
        }

        for (; i < to; i++)
        {
            count += indices[i] < limit ? 1 : 0;
        }

        return count;
    }
}
