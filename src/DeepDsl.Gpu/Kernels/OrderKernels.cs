using DeepDsl.CompilerServices;
using ILGPU;

namespace DeepDsl.Gpu.Kernels;

/// <summary>
/// The order of keys that are not negative, equal ones as they come. Many are ordered digit by digit, from the last: groups count the digits
/// of their part of the elements, then each puts its elements behind those that come before. What is added in no fixed order is counts, so
/// the result is the same every time.
/// </summary>
internal static class OrderKernels
{
    /// <summary>Bits of a digit.</summary>
    public const int DigitBits = 8;

    /// <summary>Values of a digit.</summary>
    public const int Digits = 1 << DigitBits;

    /// <summary>
    /// The keys of indices: those of vectors that a table does not have come before all others, or behind. The order begins as they come.
    /// </summary>
    public static void IndexKeys(ArrayView<int> indices, ArrayView<int> keys, ArrayView<int> order, int vectors)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < keys.IntLength)
        {
            keys[i] = Math.Max(-1, Math.Min(indices[i], vectors)) + 1;
            order[i] = i;
        }
    }

    /// <summary>The keys of edges: samples one after another, in each its nodes, and behind them what is no edge.</summary>
    public static void EdgeKeys(ArrayView<int> pairs, ArrayView<int> keys, ArrayView<int> order, int edges, int nodes, int end)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < keys.IntLength)
        {
            bool isEdge = Math.Min(pairs[2 * i], pairs[2 * i + 1]) >= 0;
            int node = isEdge ? Math.Min(pairs[2 * i + end], nodes) : nodes;
            keys[i] = i / edges * (nodes + 1) + node;
            order[i] = i;
        }
    }

    /// <summary>
    /// Few elements at once, a thread for each, which counts those before it: blocks whose keys follow each other are ordered by themselves.
    /// </summary>
    public static void Few(ArrayView<int> keys, ArrayView<int> order, int block)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < keys.IntLength)
        {
            int own = keys[i];
            int first = i / block * block;
            order[first + CountBelow(keys, first, i, own, equal: 1) + CountBelow(keys, i + 1, first + block, own, equal: 0)] = i;
        }
    }

    /// <summary>How often a group's part of the elements has each value of a digit.</summary>
    /// <param name="keys">Of the elements.</param>
    /// <param name="order">By the digits behind.</param>
    /// <param name="counts">Of each part in turn.</param>
    /// <param name="shift">Bits behind the digit.</param>
    /// <param name="tiles">Of a part; a tile has an element for each thread.</param>
    public static void CountDigits(ArrayView<int> keys, ArrayView<int> order, ArrayView<int> counts, int shift, int tiles)
    {
        var found = SharedMemory.Allocate<int>(Digits);
        for (int d = Group.IdxX; d < Digits; d += Group.DimX)
        {
            found[d] = 0;
        }

        Group.Barrier();
        for (int tile = 0; tile < tiles; tile++)
        {
            int i = (Grid.IdxX * tiles + tile) * Group.DimX + Group.IdxX;
            if (i < keys.IntLength)
            {
                Atomic.Add(ref found[Digit(keys, order[i], shift)], 1);
            }
        }

        Group.Barrier();
        for (int d = Group.IdxX; d < Digits; d += Group.DimX)
        {
            counts[Grid.IdxX * Digits + d] = found[d];
        }
    }

    /// <summary>Orders by a digit what is in the order of those behind.</summary>
    /// <param name="keys">Of the elements.</param>
    /// <param name="order">By the digits behind.</param>
    /// <param name="counts">What <see cref="CountDigits"/> found.</param>
    /// <param name="result">By this digit too.</param>
    /// <param name="shift">Bits behind the digit.</param>
    /// <param name="tiles">Of a part.</param>
    public static void PlaceByDigit(
        ArrayView<int> keys, ArrayView<int> order, ArrayView<int> counts, ArrayView<int> result, int shift, int tiles)
    {
        var next = SharedMemory.Allocate<int>(Digits);
        var all = SharedMemory.Allocate<int>(Digits);
        var digits = SharedMemory.Allocate<int>(GroupReduction.MaxThreads);
        FindFirst(counts, next, all);
        for (int tile = 0; tile < tiles; tile++)
        {
            int i = (Grid.IdxX * tiles + tile) * Group.DimX + Group.IdxX;
            bool isElement = i < keys.IntLength;
            int element = isElement ? order[i] : 0;
            int digit = isElement ? Digit(keys, element, shift) : Digits;
            digits[Group.IdxX] = digit;
            Group.Barrier();
            int before = 0;
            for (int t = 0; t < Group.IdxX; t++)
            {
                before += digits[t] == digit ? 1 : 0;
            }

            if (isElement)
            {
                result[next[digit] + before] = element;
            }

            // Nobody moves on before everybody has read, nor reads before everybody has moved on.
            Group.Barrier();
            if (isElement)
            {
                Atomic.Add(ref next[digit], 1);
            }

            Group.Barrier();
        }
    }

    /// <summary>
    /// Of each sample where the edges of each node begin in the order, and behind them the numbers of its edges.
    /// </summary>
    public static void EdgePlaces(ArrayView<int> keys, ArrayView<int> sorted, ArrayView<int> order, int edges, int nodes)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < order.IntLength)
        {
            int places = nodes + 1 + edges;
            int sample = i / places;
            int place = i - sample * places;
            int first = sample * edges;
            order[i] = place <= nodes
                ? GpuTable.First(keys, sorted, sample * (nodes + 1) + place) - first
                : sorted[first + place - nodes - 1] - first;
        }
    }

    /// <summary>Where the first element of each digit goes of those that the group has: behind lower digits, and the parts before.</summary>
    private static void FindFirst(ArrayView<int> counts, ArrayView<int> next, ArrayView<int> all)
    {
        for (int d = Group.IdxX; d < Digits; d += Group.DimX)
        {
            int before = 0;
            int sum = 0;
            for (int part = 0; part < Grid.DimX; part++)
            {
                int count = counts[part * Digits + d];
                before += part < Grid.IdxX ? count : 0;
                sum += count;
            }

            next[d] = before;
            all[d] = sum;
        }

        Group.Barrier();
        for (int d = Group.IdxX; d < Digits; d += Group.DimX)
        {
            int first = next[d];
            for (int lower = 0; lower < d; lower++)
            {
                first += all[lower];
            }

            next[d] = first;
        }

        Group.Barrier();
    }

    private static int Digit(ArrayView<int> keys, int element, int shift) => (keys[element] >> shift) & (Digits - 1);

    /// <summary>How many keys are below one's own, and with 1 for <paramref name="equal"/>, equal.</summary>
    private static int CountBelow(ArrayView<int> keys, int from, int to, int own, int equal)
    {
        int count = 0;
        for (int i = from; i < to; i++)
        {
            int key = keys[i];
            count += key < own ? 1 : key == own ? equal : 0;
        }

        return count;
    }
}
