using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>Pooling and its gradient: vectors run along the channels; taps outside the input are skipped.</summary>
internal sealed class PoolKernel
{
    private readonly Image _image;
    private readonly PoolKind _kind;

    private PoolKernel(PoolKind kind, Shape x, Shape y, ConvGeometry geometry)
    {
        _kind = kind;
        _image = new Image(x, y, geometry, [.. geometry.Axes.Select(_ => 1)]);
    }

    private static VariableIndex Count { get; } = new("count");

    public static KernelLaunch Forward(PoolLaunch launch)
    {
        PoolKernel pool = new(launch.Kind, launch.XShape, launch.YShape, launch.Geometry);
        Image image = pool._image;
        Kernel kernel = new(pool.Name("Pool", launch.Geometry, launch.XShape), $"{launch.Kind} {launch.XShape} -> {launch.YShape}",
            new KernelOperand[] { new("x"), new("y") }, EquatableArray<RandomKey>.Empty, Block.ForItems("item", pool.Row));
        return new KernelLaunch(kernel, launch.XShape[0] * (IndexExpr)(image.OutD * image.OutH), image.OutW * image.Channels * image.Taps / 4,
            [launch.X, launch.Y]);
    }

    public static KernelLaunch Gradient(PoolGradientLaunch launch)
    {
        PoolKernel pool = new(launch.Kind, launch.XShape, launch.YShape, launch.Geometry);
        bool max = launch.Kind == PoolKind.Max;
        KernelOperand[] operands = max ? [new("x"), new("dy"), new("dx")] : [new("dy"), new("dx")];
        Kernel kernel = new(pool.Name("PoolGradient", launch.Geometry, launch.XShape), $"{launch.Kind} {launch.YShape} -> {launch.XShape}",
            operands, EquatableArray<RandomKey>.Empty, Block.ForItems("image", pool.Sample));
        return new KernelLaunch(kernel, launch.XShape[0], pool._image.OutLength * pool._image.Taps / 2,
            launch.X is null ? [launch.Dy, launch.Dx] : [launch.X, launch.Dy, launch.Dx]);
    }

    private string Name(string role, ConvGeometry geometry, Shape x)
    {
        string kind = _kind == PoolKind.Max ? "Max" : "Average";
        return KernelNaming.Of(kind + role + string.Join("x", geometry.Axes.Select(a => a.Kernel)), x.WithoutBatch());
    }

    /// <summary>One row of outputs.</summary>
    private void Row(Block block, VariableIndex item)
    {
        IndexExpr row = block.Let("row", item % _image.OutH);
        IndexExpr slice = block.Let("slice", item / _image.OutH);
        IndexExpr z = block.Let("z", slice % _image.OutD);
        IndexExpr sample = block.Let("image", slice / _image.OutD);
        View source = block.Let("source", new View("x", sample * _image.InLength));
        block.Repeat("pixel", _image.OutW, (inPixel, pixel) => inPixel.ForVectors("channel", _image.Channels, (b, channel) =>
        {
            b.Add(Statements.Let("result", new ConstantVector(_kind == PoolKind.Max ? double.NegativeInfinity : 0)));
            DeclareCount(b);
            Taps(b, z, row, pixel, channel, (inTap, at) =>
            {
                Expr combined = _kind == PoolKind.Max ? Exprs.Binary(BinaryOp.Max, Exprs.Arg(0), Exprs.Arg(1)) : Exprs.Arg(1) + Exprs.Arg(0);
                inTap.Add(Statements.Set("result", combined, new LoadVector(source + at), new VectorName("result")));
                CountTap(inTap);
            });
            if (_kind != PoolKind.Max)
            {
                b.Add(Share("result"));
            }

            IndexExpr to = b.Let("to", (((item * _image.OutW) + pixel) * _image.Channels) + channel, wide: true);
            b.Add(new StoreVector(new View("y", to), new VectorName("result"), _image.Channels - channel));
        }));
    }

    /// <summary>The gradient of one sample.</summary>
    private void Sample(Block block, VariableIndex sample)
    {
        View target = block.Let("target", new View("dx", sample * _image.InLength));
        block.Add(new Clear(target, _image.InLength));
        if (_kind == PoolKind.Max)
        {
            block.Let("source", new View("x", sample * _image.InLength));
        }

        block.Repeat("z", _image.OutD, (inSlice, z) => inSlice.Repeat("row", _image.OutH, (inRow, row) => inRow.Repeat("pixel", _image.OutW, (inPixel, pixel) =>
            inPixel.ForVectors("channel", _image.Channels, (b, channel) =>
            {
                IndexExpr left = b.Let("left", _image.Channels - channel);
                IndexExpr from = b.Let("from",
                    (((((((sample * _image.OutD) + z) * _image.OutH) + row) * _image.OutW) + pixel) * _image.Channels) + channel, wide: true);
                b.Add(Statements.Let("share", new LoadVector(new View("dy", from))));
                void Visit(Action<Block, IndexExpr> visit) => Taps(b, z, row, pixel, channel, visit);
                if (_kind == PoolKind.Max)
                {
                    ToMaximum(b, target, left, Visit);
                }
                else
                {
                    ToAll(b, target, left, Visit);
                }
            }))));
    }

    /// <summary>The first tap that attains the maximum takes the gradient, and nothing is left for the others.</summary>
    private static void ToMaximum(Block block, View target, IndexExpr left, Action<Action<Block, IndexExpr>> taps)
    {
        View source = new("source");
        VectorName most = new("most");
        block.Add(Statements.Let(most.Name, new ConstantVector(double.NegativeInfinity)));
        taps((b, at) => b.Add(Statements.Set(most.Name, Exprs.Binary(BinaryOp.Max, Exprs.Arg(0), Exprs.Arg(1)), new LoadVector(source + at), most)));
        taps((b, at) =>
        {
            Expr hit = Exprs.Binary(BinaryOp.Equal, Exprs.Arg(0), Exprs.Arg(1));
            VectorExpr[] operands = [new VectorName("tap"), most, new VectorName("share"), new LoadVector(target + at)];
            b.Add(Statements.Let("tap", new LoadVector(source + at)));
            b.Add(Statements.Compute("sum", Exprs.Arg(3) + Exprs.Select(hit, Exprs.Arg(2), 0), operands));
            b.Add(Statements.Set("share", Exprs.Select(hit, 0, Exprs.Arg(2)), operands));
            b.Add(new StoreVector(target + at, new VectorName("sum"), left));
        });
    }

    /// <summary>Each tap inside the input takes its share of the gradient.</summary>
    private void ToAll(Block block, View target, IndexExpr left, Action<Action<Block, IndexExpr>> taps)
    {
        DeclareCount(block);
        if (_kind == PoolKind.AverageInside)
        {
            taps((b, _) => CountTap(b));
        }

        block.Add(Share("share"));
        taps((b, at) =>
        {
            b.Add(Statements.Compute("sum", Exprs.Arg(0) + Exprs.Arg(1), new LoadVector(target + at), new VectorName("share")));
            b.Add(new StoreVector(target + at, new VectorName("sum"), left));
        });
    }

    private void DeclareCount(Block block)
    {
        if (_kind == PoolKind.AverageInside)
        {
            block.Add(new LetIndex(Count, 0));
        }
    }

    private void CountTap(Block block)
    {
        if (_kind == PoolKind.AverageInside)
        {
            block.Add(new Advance(Count, 1));
        }
    }

    /// <summary>Divides a value by the taps that it is shared by: those inside the input, at least one, or all of a window.</summary>
    private Statement Share(string name) => _kind == PoolKind.AverageInside
        ? Statements.Set(name, Exprs.Arg(0) * (1 / Exprs.Binary(BinaryOp.Max, Exprs.Arg(1), 1)), new VectorName(name), new CountVector(Count))
        : Statements.Set(name, Exprs.Arg(0) * (1.0 / _image.Taps), new VectorName(name));

    /// <summary>Visits the taps that lie inside the input, in row-major order; the visitor is told a tap's place in the sample.</summary>
    private void Taps(Block block, IndexExpr z, IndexExpr row, IndexExpr pixel, IndexExpr channel, Action<Block, IndexExpr> visit)
    {
        // Without a loop, what is declared needs a scope: a gradient visits the taps twice.
        bool isOne = new[] { _image.Depth, _image.Height, _image.Width }.All(IsSingle);
        Block taps = isOne ? new Block() : block;
        Axis(taps, "Z", _image.Depth, _image.InD, z, (b1, inZ) =>
            Axis(b1, "Y", _image.Height, _image.InH, row, (b2, inY) =>
                Axis(b2, "X", _image.Width, _image.InW, pixel, (inside, inX) =>
                {
                    IndexExpr place = (((((inZ * _image.InH) + inY) * _image.InW) + inX) * _image.Channels) + channel;
                    visit(inside, inside.Let("at", place, wide: true));
                })));
        if (isOne)
        {
            block.Add(new Scope(taps.ToArray()));
        }
    }

    private static bool IsSingle(WindowAxis axis) => axis is { Kernel: 1, Before: 0, After: 0 };

    private static void Axis(Block block, string name, WindowAxis axis, int size, IndexExpr output, Action<Block, IndexExpr> visit)
    {
        if (IsSingle(axis))
        {
            visit(block, output * axis.Stride);
            return;
        }

        block.For("tap" + name, 0, axis.Kernel, (b, tap) =>
        {
            IndexExpr position = b.Let("in" + name, (output * axis.Stride) + (tap * axis.Dilation) - axis.Before);
            if (axis.Before > 0 || axis.After > 0)
            {
                b.If(new Condition(Comparison.Inside, position, size), inside => visit(inside, position));
            }
            else
            {
                visit(b, position);
            }
        });
    }
}
