using System.Runtime.InteropServices;
using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu.Tests;

public sealed class OrderTests(GpuDevices devices) : GpuTest(devices)
{
    /// <summary>Turns of loops that do not depend on the elements: each of up to 128 groups adds up the counts of all, for each of four digits.</summary>
    private const long Fixed = 4L * OrderPlan.MostParts * OrderKernels.Digits * (OrderPlan.MostParts + OrderKernels.Digits + 4);

    /// <summary>Turns of loops for each element: with each of few others, or of a tile, and searches.</summary>
    private const int PerElement = OrderPlan.Few + 4 * 32 + 100;

    /// <summary>Group size, count and vectors: one, few, many; keys of one and two digits.</summary>
    public static TheoryData<int, int, int> Indices => new()
    {
        { 16, 1, 1 }, { 16, 256, 3 }, { 16, 257, 1 }, { 16, 300, 254 }, { 16, 300, 255 }, { 256, 256, 9 },
    };

    /// <summary>The same: keys of three digits; more tiles than parts, with a tail.</summary>
    public static TheoryData<int, int, int> ManyIndices => new() { { 16, 700, 70_000 }, { 16, 2100, 40 }, { 256, 1000, 300 } };

    /// <summary>Group size, samples, edges and nodes: few edges of many samples, many edges of few, and of one node.</summary>
    public static TheoryData<int, int, int, int> Edges => new()
    {
        { 16, 1, 1, 1 }, { 16, 5, 60, 7 }, { 16, 3, 256, 1 }, { 16, 1, 257, 1 }, { 16, 3, 300, 90 }, { 16, 1, 2100, 1000 }, { 256, 2, 400, 200 },
    };

    [Theory]
    [MemberData(nameof(Indices))]
    public void Indices_ComeByTheirSize_EqualOnesAsTheyAre(int groupSize, int count, int vectors) => CheckOrder(groupSize, count, vectors);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(ManyIndices))]
    public void ManyIndices_ComeByTheirSize(int groupSize, int count, int vectors) => CheckOrder(groupSize, count, vectors);

    private void CheckOrder(int groupSize, int count, int vectors)
    {
        var device = Open(groupSize);
        var random = new Random(count);
        int[] indices = [.. Enumerable.Range(0, count).Select(_ => random.Next(vectors))];

        Assert.Equal(Enumerable.Range(0, count).OrderBy(i => indices[i]), Order(device, indices, vectors));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(400)]
    public void Indices_OfNoVector_ComeBeforeAllOthersOrBehind(int count)
    {
        var device = Open(16);
        var random = new Random(3);
        int[] indices = [.. Enumerable.Range(0, count).Select(_ => random.Next(-4, 9))];
        indices[7] = int.MinValue;
        indices[9] = int.MaxValue;

        int[] order = Order(device, indices, vectors: 5);

        Assert.Equal(Enumerable.Range(0, count), order.Order());
        Assert.Equal(
            Enumerable.Range(0, count).OrderBy(i => indices[i]).Where(i => indices[i] is >= 0 and < 5),
            order.SkipWhile(i => indices[i] < 0).TakeWhile(i => indices[i] < 5));
    }

    /// <summary>As the CPU finds it, by another method.</summary>
    [Theory]
    [MemberData(nameof(Edges))]
    public void Edges_ComeByTheirNodes_AsOnTheCpu(int groupSize, int samples, int edges, int nodes)
    {
        var device = Open(groupSize);
        var random = new Random(edges);
        int[] pairs = [.. Enumerable.Range(0, 2 * samples * edges).Select(_ => random.Next(9) == 0 ? -1 : random.Next(nodes))];
        using var given = UploadInts(device, pairs);
        int places = nodes + 1 + edges;
        using GpuBuffer found = new(device, samples * places);
        for (int end = 0; end < 2; end++)
        {
            device.Orders.ByNode(given.View.Cast<int>(), found.View.Cast<int>(), samples, edges, nodes, end);

            int[] order = DownloadInts(found);
            for (int sample = 0; sample < samples; sample++)
            {
                int[] expected = new int[places + edges]; // behind which the CPU names the other ends
                EdgeOrder.Find(ref pairs[2 * edges * sample], ref expected[0], edges, nodes, end);
                int there = nodes + 1 + expected[nodes];
                Assert.Equal(expected[..there], order[(sample * places)..][..there]);
            }
        }
    }

    /// <summary>Threads times turns of their innermost loops, of launches that are not made. Keys grow with the elements.</summary>
    [Fact]
    public void Work_GrowsWithTheElements_NotWithTheirSquares()
    {
        var device = Open(16);
        foreach (int count in new[] { 250, 4_000, 60_000, 1_000_000 })
        {
            Grows(n => Work(device, n, n, (indices, order) => device.Orders.ByIndex(indices, order, n)));
            Grows(n => Work(device, 2 * n, n + 1 + n, (pairs, order) => device.Orders.ByNode(pairs, order, 1, n, n, 0)));
            Grows(n => Work(device, 2 * n, (31 + 20) * (n / 20), (pairs, order) => device.Orders.ByNode(pairs, order, n / 20, 20, 30, 0)));

            void Grows(Func<int, long> work)
            {
                Assert.InRange(work(2 * count), work(count) / 2, 3 * Math.Max(work(count), Fixed));
                Assert.InRange(work(count), count, Fixed + (long)count * PerElement);
            }
        }
    }

    private static long Work(GpuDevice device, int read, int written, Action<ArrayView<int>, ArrayView<int>> find)
    {
        long work = 0;
        using GpuBuffer given = new(device, read), found = new(device, written);
        using LaunchTap tap = new(device, (launcher, arguments) =>
        {
            var config = (KernelConfig)arguments[1];
            int group = config.GroupDim.X, parts = config.GridDim.X, last = (int)arguments[^1];
            long turns = device.Kernels.MethodOf(launcher).Name switch
            {
                nameof(OrderKernels.IndexKeys) or nameof(OrderKernels.EdgeKeys) => 1,
                nameof(OrderKernels.Few) => last,
                nameof(OrderKernels.CountDigits) => last + 2 * OrderKernels.Digits / group,
                nameof(OrderKernels.PlaceByDigit) => (last * group) + (OrderKernels.Digits / group * (parts + OrderKernels.Digits)),
                nameof(OrderKernels.EdgePlaces) => 32,
                var other => throw new InvalidOperationException($"How much work is {other}?"),
            };
            work += (long)group * parts * turns;
            return true;
        });
        find(given.View.SubView(0, read).Cast<int>(), found.View.Cast<int>());
        return work;
    }

    private static int[] Order(GpuDevice device, int[] indices, int vectors)
    {
        using var given = UploadInts(device, indices);
        using GpuBuffer found = new(device, indices.Length);
        device.Orders.ByIndex(given.View.Cast<int>(), found.View.Cast<int>(), vectors);
        return DownloadInts(found);
    }

    private static GpuBuffer UploadInts(GpuDevice device, int[] values) => Upload(device, MemoryMarshal.Cast<int, float>(values).ToArray());

    private static int[] DownloadInts(GpuBuffer buffer) => MemoryMarshal.Cast<float, int>(Download(buffer)).ToArray();
}
