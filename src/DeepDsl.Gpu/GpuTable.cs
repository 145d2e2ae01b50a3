using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>What emitted kernels ask of the indices of a table's rows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuTable
{
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
}
