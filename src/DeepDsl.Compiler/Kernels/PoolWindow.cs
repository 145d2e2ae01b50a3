using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Kernels;

/// <summary>The window of one output of a pooling: its taps, and what becomes of them. Taps outside the input are skipped.</summary>
internal sealed class PoolWindow(PoolKind kind, Image image)
{
    private static readonly VariableIndex Count = new("count");

    /// <summary>Declares the variable result.</summary>
    /// <param name="source">The sample.</param>
    public void Result(Block block, View source, IndexExpr z, IndexExpr row, IndexExpr pixel, IndexExpr channel)
    {
        block.Add(Statements.Let("result", new ConstantVector(kind == PoolKind.Max ? double.NegativeInfinity : 0)));
        DeclareCount(block);
        Taps(block, z, row, pixel, channel, (inTap, at) =>
        {
            Expr combined = kind == PoolKind.Max ? Exprs.Binary(BinaryOp.Max, Exprs.Arg(0), Exprs.Arg(1)) : Exprs.Arg(1) + Exprs.Arg(0);
            inTap.Add(Statements.Set("result", combined, new LoadVector(source + at), new VectorName("result")));
            CountTap(inTap);
        });
        if (kind != PoolKind.Max)
        {
            block.Add(Share("result"));
        }
    }

    public void DeclareCount(Block block)
    {
        if (kind == PoolKind.AverageInside)
        {
            block.Add(new LetIndex(Count, 0));
        }
    }

    public void CountTap(Block block)
    {
        if (kind == PoolKind.AverageInside)
        {
            block.Add(new Advance(Count, 1));
        }
    }

    /// <summary>Divides a value by the taps that it is shared by: those inside the input, at least one, or all of a window.</summary>
    public Statement Share(string name) => kind == PoolKind.AverageInside
        ? Statements.Set(name, Exprs.Arg(0) * (1 / Exprs.Binary(BinaryOp.Max, Exprs.Arg(1), 1)), new VectorName(name), new CountVector(Count))
        : Statements.Set(name, Exprs.Arg(0) * (1.0 / image.Taps), new VectorName(name));

    /// <summary>Visits the taps that lie inside the input, in row-major order; the visitor is told a tap's place in the sample.</summary>
    public void Taps(Block block, IndexExpr z, IndexExpr row, IndexExpr pixel, IndexExpr channel, Action<Block, IndexExpr> visit)
    {
        // Without a loop, what is declared needs a scope: a gradient visits the taps twice.
        bool isOne = new[] { image.Depth, image.Height, image.Width }.All(IsSingle);
        Block taps = isOne ? new Block() : block;
        Axis(taps, "Z", image.Depth, image.InD, z, (b1, inZ) =>
            Axis(b1, "Y", image.Height, image.InH, row, (b2, inY) =>
                Axis(b2, "X", image.Width, image.InW, pixel, (inside, inX) =>
                {
                    IndexExpr place = (((((inZ * image.InH) + inY) * image.InW) + inX) * image.Channels) + channel;
                    visit(inside, inside.Let("at", place, wide: true));
                })));
        if (isOne)
        {
            block.Add(new Scope(taps.ToArray()));
        }
    }

    private static bool IsSingle(WindowAxis axis) => axis is { Kernel: 1, Before: 0, After: 0 };

    private static void Axis(Block block, string name, WindowAxis axis, Dim size, IndexExpr output, Action<Block, IndexExpr> visit)
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
