using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Gradient of pooling: a thread for each input element, or for four channels of one, adds up what it gets from the windows that cover it,
/// in their order. A maximum's window is read again: no taps before the element may be as large, and none behind it larger.
/// </summary>
internal sealed class PoolGradientKernel
{
    private readonly PoolKind _kind;
    private readonly ChannelLanes _lanes;
    private readonly Image _image;
    private readonly PoolWindow _window;

    private PoolGradientKernel(PoolGradientLaunch launch)
    {
        _kind = launch.Kind;
        _lanes = new ChannelLanes(launch.XShape.Channels.Value);
        _image = _lanes.InUnits(launch.XShape, launch.YShape, launch.Geometry);
        _window = new PoolWindow(_kind, _image);
    }

    public static GpuLaunch Of(PoolGradientLaunch launch)
    {
        PoolGradientKernel pool = new(launch);
        KernelOperand[] operands = pool._kind == PoolKind.Max ? [new("x"), new("dy"), new("dx")] : [new("dy"), new("dx")];
        IndexExpr units = pool._lanes.InUnits(launch.XShape).Size;
        Kernel kernel = new(PoolKernel.Name("PoolGradient", launch.Kind, launch.Geometry, launch.XShape),
            $"{launch.Kind} {launch.YShape} -> {launch.XShape}", operands, EquatableArray<RandomKey>.Empty,
            Block.ForThreads(units, pool.Unit));
        return new GpuLaunch(kernel, new ThreadGrid(units), launch.X is null ? [launch.Dy, launch.Dx] : [launch.X, launch.Dy, launch.Dx]);
    }

    private void Unit(Block block, VariableIndex i)
    {
        bool max = _kind == PoolKind.Max;
        ImagePlace place = ImagePlace.Of(block, i, _image.InD, _image.InH, _image.InW, _image.Channels);
        IndexExpr sample = block.Let("sample", place.Sample);
        IndexExpr element = place.Channel + (((((place.Z * _image.InH) + place.Y) * _image.InW) + place.X) * _image.Channels);
        IndexExpr here = max ? block.Let("here", element) : 0;
        View source = new("x", max ? block.Let("source", sample * _image.InLength) : 0);
        _lanes.Open(block, max ? ["x", "dy", "dx"] : ["dy", "dx"]);
        VectorExpr[] own = max ? _lanes.Load(block, "own", source + here) : [];
        block.Add(_lanes.All.Select(k => Statements.Let(ChannelLanes.Name("sum", k), VectorExpr.Zero)));
        Meetings alongZ = Axis(block, "Z", place.Z, _image.Depth, _image.OutD);
        Meetings alongY = Axis(block, "Y", place.Y, _image.Height, _image.OutH);
        Meetings alongX = Axis(block, "X", place.X, _image.Width, _image.OutW);
        alongZ.Visit(block, (b1, z) =>
            alongY.Visit(b1, (b2, y) =>
                alongX.Visit(b2, (inside, x) =>
                {
                    IndexExpr window = ((((((sample * _image.OutD) + z) * _image.OutH) + y) * _image.OutW) + x) * _image.Channels;
                    VectorExpr[] slope = _lanes.Load(inside, "slope", new View("dy", window + place.Channel));
                    if (max)
                    {
                        WhereLargest(inside, source, here, own, slope, visit => _window.Taps(inside, z, y, x, place.Channel, visit));
                    }
                    else
                    {
                        Share(inside, slope, visit => _window.Taps(inside, z, y, x, place.Channel, visit));
                    }
                })));
        block.Add(_lanes.Store(new View("dx", i), _lanes.All.Select(k => ChannelLanes.Variable("sum", k))));
    }

    private static Meetings Axis(Block block, string name, IndexExpr element, WindowAxis axis, Dim windows) =>
        new(block, name, element + axis.Before, windows, axis.Kernel, axis.Stride, axis.Dilation);

    /// <summary>Adds the window's gradient where the element is the first of the window's largest.</summary>
    private void WhereLargest(
        Block block, View source, IndexExpr here, VectorExpr[] own, VectorExpr[] slope, Action<Action<Block, IndexExpr>> taps)
    {
        block.Add(_lanes.All.Select(k => Statements.Let(ChannelLanes.Name("gets", k), slope[k])));
        taps((b, at) =>
        {
            VectorExpr[] tap = _lanes.Load(b, "tap", source + at);
            b.If(new Condition(Comparison.Below, at, here), before => Keep(before, Exprs.Less), others => Keep(others, Exprs.LessOrEqual));

            void Keep(Block branch, Func<Expr, Expr, Expr> isBelow)
            {
                Expr kept = Exprs.Select(isBelow(Exprs.Arg(0), Exprs.Arg(1)), Exprs.Arg(2), 0);
                branch.Add(_lanes.All.Select(k =>
                    Statements.Set(ChannelLanes.Name("gets", k), kept, tap[k], own[k], ChannelLanes.Variable("gets", k))));
            }
        });
        Add(block, "gets");
    }

    /// <summary>Adds the element's share of the window's gradient.</summary>
    private void Share(Block block, VectorExpr[] slope, Action<Action<Block, IndexExpr>> taps)
    {
        _window.DeclareCount(block);
        if (_kind == PoolKind.AverageInside)
        {
            taps((b, _) => _window.CountTap(b));
        }

        block.Add(_lanes.All.Select(k => Statements.Let(ChannelLanes.Name("share", k), slope[k])));
        block.Add(_lanes.All.Select(k => _window.Share(ChannelLanes.Name("share", k))));
        Add(block, "share");
    }

    private void Add(Block block, string stem) => block.Add(_lanes.All.Select(k => Statements.Set(ChannelLanes.Name("sum", k),
        Exprs.Arg(0) + Exprs.Arg(1), ChannelLanes.Variable("sum", k), ChannelLanes.Variable(stem, k))));
}
