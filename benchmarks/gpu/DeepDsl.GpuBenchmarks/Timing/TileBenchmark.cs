using System.Diagnostics;
using System.Reflection;
using DeepDsl.CompilerServices;
using DeepDsl.Gpu;
using ILGPU;
using ILGPU.Runtime;
using TileKernel = System.Action<ILGPU.ArrayView<float>, ILGPU.ArrayView<float>, ILGPU.ArrayView<float>, ILGPU.ArrayView<float>, ILGPU.ArrayView<int>, int, int, int, int>;

namespace DeepDsl.GpuBenchmarks.Timing;

/// <summary>
/// What each tile and each number of parts makes of a product: what the compiler's choice among them (ProductTile) is calibrated by.
/// </summary>
internal static class TileBenchmark
{
    /// <summary>Launches of a recording, so that nobody waits for the host.</summary>
    private const int Launches = 10;

    private const int Repeats = 3;

    private static readonly (Type Threads, Type Tile)[] s_tiles =
    [
        (typeof(Threads16x16), typeof(Tile8x8)), (typeof(Threads16x16), typeof(Tile8x4)), (typeof(Threads8x8), typeof(Tile8x8)),
        (typeof(Threads16x16), typeof(Tile4x4)), (typeof(Threads8x8), typeof(Tile8x4)), (typeof(Threads32x8), typeof(Tile8x4)),
        (typeof(Threads32x4), typeof(Tile8x4)), (typeof(Threads32x4), typeof(Tile4x4)), (typeof(Threads8x8), typeof(Tile4x4)),
    ];

    private static readonly (string Kind, int Rows, int Columns, int Depth)[] s_products =
    [
        (nameof(TileKernels.Forward), 64, 10, 128), (nameof(TileKernels.Forward), 64, 128, 784), (nameof(TileKernels.Forward), 64, 256, 120),
        (nameof(TileKernels.Forward), 1024, 12, 84), (nameof(TileKernels.Forward), 1024, 256, 784), (nameof(TileKernels.Forward), 1024, 512, 4608),
        (nameof(TileKernels.Forward), 2048, 2048, 2048),
        (nameof(TileKernels.Windows), 65536, 16, 144), (nameof(TileKernels.Windows), 65536, 64, 144), (nameof(TileKernels.Windows), 16384, 128, 144),
        (nameof(TileKernels.Weights), 84, 12, 64), (nameof(TileKernels.Weights), 84, 12, 1024), (nameof(TileKernels.Weights), 784, 256, 64),
        (nameof(TileKernels.Weights), 784, 256, 1024), (nameof(TileKernels.Weights), 576, 64, 4096), (nameof(TileKernels.Weights), 144, 16, 65536),
        (nameof(TileKernels.Weights), 1152, 128, 16384),
    ];

    public static void Run(JsonLines lines, bool emulate, Stopwatch watch, TimeSpan budget)
    {
        using GpuDevice device = GpuDevice.Open();
        (string Kind, int Rows, int Columns, int Depth)[] products = emulate ? [(nameof(TileKernels.Forward), 32, 32, 32)] : s_products;
        using GpuBuffer a = Ones(device, products.Max(p => Math.Max((long)p.Rows * p.Depth, 1L << 21)));
        using GpuBuffer b = Ones(device, products.Max(p => (long)p.Columns * p.Depth));
        using GpuBuffer c = new(device, products.Max(p => (long)p.Rows * p.Columns));
        foreach (var (threads, tile) in s_tiles)
        {
            foreach (var product in products)
            {
                if (watch.Elapsed > budget)
                {
                    lines.Note("tiles", $"{threads.Name}, {tile.Name} from {product} on were left out, since the time was up.");
                    return;
                }

                Time(lines, device, threads, tile, product, a, b, c);
            }
        }
    }

    private static void Time(
        JsonLines lines, GpuDevice device, Type threads, Type tile, (string Kind, int Rows, int Columns, int Depth) product, GpuBuffer a, GpuBuffer b, GpuBuffer c)
    {
        var (kind, rows, columns, depth) = product;
        TileKernel kernel = typeof(TileKernels).GetMethod(kind)!.MakeGenericMethod(threads, tile).CreateDelegate<TileKernel>();
        MethodInfo gridOf = typeof(TileGrid).GetMethod(nameof(TileGrid.Of))!.MakeGenericMethod(threads, tile);
        for (int parts = 1; parts <= 64 && (parts == 1 || depth / parts >= 16); parts *= 2)
        {
            var grid = (TileGrid)gridOf.Invoke(null, [device, rows, columns, parts])!;
            ArrayView<float> kept = device.Parts.Kept(grid.Floats);
            ArrayView<int> arrived = device.Parts.Arrived(grid.Groups / parts);
            void Launch() => device.Launch(kernel, grid.Config, a.View, b.View, c.View, kept, arrived, rows, columns, depth, parts);
            Launch();
            device.Synchronize();
            var (repeated, replay) = Repeated(device, Launch);
            double least = double.MaxValue;
            for (int i = 0; i < Repeats; i++)
            {
                long start = Stopwatch.GetTimestamp();
                repeated();
                device.Synchronize();
                least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMicroseconds / Launches);
            }

            replay?.Dispose();
            lines.Write(new { kind = "tile", product = kind, rows, columns, depth, threads = threads.Name, tile = tile.Name, parts, groups = grid.Groups, us = Math.Round(least, 2) });
        }
    }

    private static (Action Run, IReplay? Replay) Repeated(GpuDevice device, Action launch)
    {
        void All()
        {
            for (int i = 0; i < Launches; i++)
            {
                launch();
            }
        }

        if (device.Recorder is null)
        {
            return (All, null);
        }

        device.Recorder.Begin(device.Stream);
        All();
        IReplay replay = device.Recorder.End(device.Stream);
        return (() => replay.Launch(device.Stream), replay);
    }

    private static GpuBuffer Ones(GpuDevice device, long count)
    {
        GpuBuffer buffer = new(device, count);
        device.Ops.Fill(buffer.View, 1);
        return buffer;
    }
}
