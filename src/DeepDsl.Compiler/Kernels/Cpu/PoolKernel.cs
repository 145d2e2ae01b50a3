using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>Pooling and its gradient: vectors run along the channels.</summary>
internal sealed class PoolKernel
{
    private readonly Image _image;
    private readonly PoolKind _kind;
    private readonly PoolWindow _window;

    private PoolKernel(PoolKind kind, Shape x, Shape y, ConvGeometry geometry)
    {
        _kind = kind;
        _image = new Image(x, y, geometry, [.. geometry.Axes.Select(_ => 1)]);
        _window = new PoolWindow(kind, _image);
    }

    public static CpuLaunch Forward(PoolLaunch launch)
    {
        PoolKernel pool = new(launch.Kind, launch.XShape, launch.YShape, launch.Geometry);
        Image image = pool._image;
        Kernel kernel = new(pool.Name("Pool", launch.Geometry, launch.XShape), $"{launch.Kind} {launch.XShape} -> {launch.YShape}",
            new KernelOperand[] { new("x"), new("y") }, EquatableArray<RandomKey>.Empty, Block.ForItems("item", pool.Row));
        return new CpuLaunch(kernel, launch.XShape[0] * (IndexExpr)(image.OutD * image.OutH), image.OutW.Estimate * image.Channels * image.Taps / 4,
            [launch.X, launch.Y]);
    }

    public static CpuLaunch Gradient(PoolGradientLaunch launch)
    {
        PoolKernel pool = new(launch.Kind, launch.XShape, launch.YShape, launch.Geometry);
        bool max = launch.Kind == PoolKind.Max;
        KernelOperand[] operands = max ? [new("x"), new("dy"), new("dx")] : [new("dy"), new("dx")];
        Kernel kernel = new(pool.Name("PoolGradient", launch.Geometry, launch.XShape), $"{launch.Kind} {launch.YShape} -> {launch.XShape}",
            operands, EquatableArray<RandomKey>.Empty, Block.ForItems("image", pool.Sample));
        return new CpuLaunch(kernel, launch.XShape[0], pool._image.OutLength.Estimate * pool._image.Taps / 2,
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
            _window.Result(b, source, z, row, pixel, channel);
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
                void Visit(Action<Block, IndexExpr> visit) => _window.Taps(b, z, row, pixel, channel, visit);
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
        _window.DeclareCount(block);
        if (_kind == PoolKind.AverageInside)
        {
            taps((b, _) => _window.CountTap(b));
        }

        block.Add(_window.Share("share"));
        taps((b, at) =>
        {
            b.Add(Statements.Compute("sum", Exprs.Arg(0) + Exprs.Arg(1), new LoadVector(target + at), new VectorName("share")));
            b.Add(new StoreVector(target + at, new VectorName("sum"), left));
        });
    }
}
