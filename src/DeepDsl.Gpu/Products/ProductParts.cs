using System.ComponentModel;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.CompilerServices;

/// <summary>
/// The parts of the depth of a product whose tiles are too few to fill a card: a group for each. Each puts its sums aside, and the one that
/// happens to be the last adds them up, always in the order of the parts.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ProductParts(ArrayView<float> kept, ArrayView<int> arrived, int count)
{
    public int Count => count;

    /// <summary>Puts a part's sums aside. All threads of the group must call it; true for those of the last one.</summary>
    public bool IsLast<TTile>(TTile sums, int thread, int threads)
        where TTile : struct, ITile<TTile>
    {
        int tile = Tile();
        sums.Keep(Memory(), Start<TTile>(tile * count + Grid.IdxZ % count, thread, threads), threads);

        // What this thread wrote is seen everywhere before the group is counted.
        MemoryFence.DeviceLevel();
        var number = SharedMemory.Allocate<int>(1);
        Group.Barrier();
        if (thread == 0)
        {
            int before = Atomic.Add(ref arrived[tile], 1);
            number[0] = before;
            if (before == count - 1)
            {
                // For the next product.
                arrived[tile] = 0;
            }
        }

        Group.Barrier();
        MemoryFence.DeviceLevel();
        return number[0] == count - 1;
    }

    /// <summary>All parts' sums.</summary>
    public TTile Sum<TTile>(int thread, int threads)
        where TTile : struct, ITile<TTile>
    {
        TTile sums = default;
        for (int part = 0; part < count; part++)
        {
            sums = sums.PlusKept(Memory(), Start<TTile>(Tile() * count + part, thread, threads), threads);
        }

        return sums;
    }

    /// <summary>The number of the group's tile among those of all matrices.</summary>
    private int Tile() => (Grid.IdxZ / count * Grid.DimY + Grid.IdxY) * Grid.DimX + Grid.IdxX;

    private ArrayView<Float4> Memory() => kept.AsAligned(16).Cast<Float4>();

    private static int Start<TTile>(int part, int thread, int threads)
        where TTile : struct, ITile<TTile> =>
        part * (threads * TTile.Rows * TTile.Columns / 4) + thread;
}
