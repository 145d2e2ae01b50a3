using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>Pooling: a thread for each output, or for four channels of one, which goes through its window.</summary>
internal static class PoolKernel
{
    public static GpuLaunch Of(PoolLaunch launch)
    {
        ChannelLanes lanes = new(launch.XShape.Channels.Value);
        Image image = lanes.InUnits(launch.XShape, launch.YShape, launch.Geometry);
        PoolWindow window = new(launch.Kind, image);
        bool max = launch.Kind == PoolKind.Max;
        IndexExpr units = lanes.InUnits(launch.YShape).Size;
        Statement[] body = Block.ForThreads(units, (block, i) =>
        {
            ImagePlace place = ImagePlace.Of(block, i, image.OutD, image.OutH, image.OutW, image.Channels);
            View source = new("x", block.Let("source", place.Sample * image.InLength));
            lanes.Open(block, "x", "y");
            ConstantVector start = new(max ? double.NegativeInfinity : 0);
            block.Add(lanes.All.Select(k => Statements.Let(ChannelLanes.Name("result", k), start)));
            window.DeclareCount(block);
            window.Taps(block, place.Z, place.Y, place.X, place.Channel, (inTap, at) =>
            {
                VectorExpr[] tap = lanes.Load(inTap, "tap", source + at);
                Expr combined = max ? Exprs.Binary(BinaryOp.Max, Exprs.Arg(0), Exprs.Arg(1)) : Exprs.Arg(1) + Exprs.Arg(0);
                inTap.Add(lanes.All.Select(k =>
                    Statements.Set(ChannelLanes.Name("result", k), combined, tap[k], ChannelLanes.Variable("result", k))));
                window.CountTap(inTap);
            });
            if (!max)
            {
                block.Add(lanes.All.Select(k => window.Share(ChannelLanes.Name("result", k))));
            }

            block.Add(lanes.Store(new View("y", i), lanes.All.Select(k => ChannelLanes.Variable("result", k))));
        });
        Kernel kernel = new(Name("Pool", launch.Kind, launch.Geometry, launch.XShape), $"{launch.Kind} {launch.XShape} -> {launch.YShape}",
            new KernelOperand[] { new("x"), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(units), [launch.X, launch.Y]);
    }

    public static string Name(string role, PoolKind kind, ConvGeometry geometry, Shape x) => KernelNaming.Of(
        (kind == PoolKind.Max ? "Max" : "Average") + role + string.Join("x", geometry.Axes.Select(a => a.Kernel)), x.WithoutBatch());
}
