using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>Pooling: a thread for each output, which goes through its window.</summary>
internal static class PoolKernel
{
    public static GpuLaunch Of(PoolLaunch launch)
    {
        Image image = new(launch.XShape, launch.YShape, launch.Geometry, [.. launch.Geometry.Axes.Select(_ => 1)]);
        Statement[] body = Block.ForThreads(launch.YShape.Size, (block, i) =>
        {
            IndexExpr rest = i;
            IndexExpr channel = Last("channel", image.Channels);
            IndexExpr pixel = Last("pixel", image.OutW);
            IndexExpr row = Last("row", image.OutH);
            IndexExpr z = Last("z", image.OutD);
            View source = new("x", block.Let("sample", rest * image.InLength));
            new PoolWindow(launch.Kind, image).Result(block, source, z, row, pixel, channel);
            block.Add(new StoreElement(new View("y", i), new VectorName("result")));

            // The innermost of the indices that the rest still counts.
            IndexExpr Last(string name, int size)
            {
                IndexExpr outer = size == 1 ? rest : block.Let($"over{char.ToUpperInvariant(name[0])}{name.Substring(1)}", rest / size);
                IndexExpr index = size == 1 ? 0 : block.Let(name, rest - (outer * size));
                rest = outer;
                return index;
            }
        });
        string kind = launch.Kind == PoolKind.Max ? "Max" : "Average";
        string window = string.Join("x", launch.Geometry.Axes.Select(a => a.Kernel));
        Kernel kernel = new(KernelNaming.Of($"{kind}Pool{window}", launch.XShape.WithoutBatch()), $"{launch.Kind} {launch.XShape} -> {launch.YShape}",
            new KernelOperand[] { new("x"), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(launch.YShape.Size), [launch.X, launch.Y]);
    }
}
