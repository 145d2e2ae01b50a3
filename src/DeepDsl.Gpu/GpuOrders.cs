using DeepDsl.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>
/// Finds the orders by which rows are added to tables, and edges are met, in work that grows with their number. Launches follow each other,
/// so that one memory serves all; it stays as large as the largest order needed.
/// </summary>
internal sealed class GpuOrders(GpuDevice device) : IDisposable
{
    private readonly GpuBuffer _memory = new(device);

    /// <summary>Changes whenever launches that were recorded before would write elsewhere.</summary>
    public int Version { get; private set; }

    /// <summary>The places of indices in the order of their size.</summary>
    /// <param name="indices">Of the vectors of a table.</param>
    /// <param name="order">Receives as many numbers.</param>
    /// <param name="vectors">Of the table.</param>
    public void ByIndex(ArrayView<int> indices, ArrayView<int> order, int vectors)
    {
        int count = indices.IntLength;
        if (count is > 0 and <= OrderPlan.Few)
        {
            device.Launch(OrderKernels.Few, device.Ops.Flat(count), indices, order, count);
        }
        else if (count > 0)
        {
            var plan = OrderPlan.Of(count, vectors + 2, device.Ops.GroupSize);
            ArrayView<int> memory = Memory(2L * count + Counts(plan));
            ArrayView<int> keys = memory.SubView(0, count), spare = memory.SubView(count, count);
            ArrayView<int> first = plan.Passes % 2 == 0 ? order : spare;
            device.Launch(OrderKernels.IndexKeys, device.Ops.Flat(count), indices, keys, first, vectors);
            ByDigits(plan, keys, first, plan.Passes % 2 == 0 ? spare : order, memory.SubView(2L * count, Counts(plan)));
        }
    }

    /// <summary>The edges of each sample by their nodes at one end.</summary>
    /// <param name="pairs">Two nodes for each edge.</param>
    /// <param name="order">Receives of each sample where the edges of each node begin, where those of the last end, and the edges' numbers.</param>
    /// <param name="samples">How many there are.</param>
    /// <param name="edges">Of a sample.</param>
    /// <param name="nodes">Of a sample.</param>
    /// <param name="end">Which number of a pair counts: 0 or 1.</param>
    public void ByNode(ArrayView<int> pairs, ArrayView<int> order, int samples, int edges, int nodes, int end)
    {
        int count = samples * edges;
        if (count == 0)
        {
            order.MemSetToZero(device.Stream);
            return;
        }

        var plan = OrderPlan.Of(count, samples * (nodes + 1), device.Ops.GroupSize);
        ArrayView<int> memory = Memory(3L * count + Counts(plan));
        ArrayView<int> keys = memory.SubView(0, count), sorted = memory.SubView(count, count), spare = memory.SubView(2L * count, count);
        device.Launch(OrderKernels.EdgeKeys, device.Ops.Flat(count), pairs, keys, sorted, edges, nodes, end);
        if (edges <= OrderPlan.Few)
        {
            device.Launch(OrderKernels.Few, device.Ops.Flat(count), keys, sorted, edges);
        }
        else
        {
            sorted = ByDigits(plan, keys, sorted, spare, memory.SubView(3L * count, Counts(plan)));
        }

        device.Launch(OrderKernels.EdgePlaces, device.Ops.Flat(order.IntLength), keys, sorted, order, edges, nodes);
    }

    public void Dispose() => _memory.Dispose();

    /// <summary>Where the order is at last.</summary>
    private ArrayView<int> ByDigits(OrderPlan plan, ArrayView<int> keys, ArrayView<int> order, ArrayView<int> other, ArrayView<int> counts)
    {
        var groups = device.Ops.Groups(plan.Parts);
        for (int pass = 0; pass < plan.Passes; pass++)
        {
            int shift = pass * OrderKernels.DigitBits;
            device.Launch(OrderKernels.CountDigits, groups, keys, order, counts, shift, plan.Tiles);
            device.Launch(OrderKernels.PlaceByDigit, groups, keys, order, counts, other, shift, plan.Tiles);
            (order, other) = (other, order);
        }

        return order;
    }

    private static int Counts(OrderPlan plan) => plan.Parts * OrderKernels.Digits;

    private ArrayView<int> Memory(long ints)
    {
        if (_memory.Grow(ints))
        {
            Version++;
        }

        return _memory.View.SubView(0, ints).Cast<int>();
    }
}
