using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Along one axis, the windows that cover an element, and the tap of each that lies on it: window * stride + tap * dilation = place, where
/// the place counts from the start of the border. Solutions lie evenly apart, so the first is found by a few divisions and the loop over
/// them needs none.
/// </summary>
/// <param name="name">Of the axis, behind the names of variables.</param>
/// <param name="windows">How many there are.</param>
internal sealed class Meetings(string name, int windows, int kernel, int stride, int dilation)
{
    private readonly int _factor = GreatestCommonDivisor(stride, dilation);

    /// <summary>From one window that covers the element to the next.</summary>
    private int Step => dilation / _factor;

    /// <summary>Visits the windows in order.</summary>
    /// <param name="visit">Is told the window.</param>
    public void Visit(Block block, IndexExpr place, Action<Block, IndexExpr> visit) => Loop(block, place, (b, first, end) =>
    {
        if (first is ConstantIndex only && end == only.Value + 1)
        {
            visit(b, only);
        }
        else
        {
            VariableIndex window = new("window" + name);
            b.Add(new For(window, first, end, Step, Block.Of(inside => visit(inside, window))));
        }
    });

    /// <summary>The same with the tap, which falls as windows rise.</summary>
    public void VisitTaps(Block block, IndexExpr place, Action<Block, IndexExpr, IndexExpr> visit) => Loop(block, place, (b, first, end) =>
    {
        (VariableIndex window, VariableIndex tap) = (new("window" + name), new("tap" + name));
        IndexExpr start = b.Let("first" + name, first);
        b.Add(new LetIndex(tap, (place - (start * stride)) / dilation));
        b.Add(new For(window, start, end, Step, Block.Of(inside =>
        {
            visit(inside, window, tap);
            inside.Add(new Advance(tap, -(stride / _factor)));
        })));
    });

    private void Loop(Block block, IndexExpr place, Action<Block, IndexExpr, IndexExpr> write)
    {
        if (_factor == 1)
        {
            Bounds(block);
        }
        else
        {
            block.If(new Condition(Comparison.Equal, place % _factor, 0), Bounds);
        }

        void Bounds(Block b)
        {
            IndexExpr first = b.Let("low" + name, (IndexExpr.Max(place - ((kernel - 1) * dilation), 0) + (stride - 1)) / stride);
            if (Step > 1)
            {
                // The least window from there on that differs from a solution by steps.
                IndexExpr solution = (place / _factor) * Inverse(stride / _factor, Step);
                first = b.Let("from" + name, first + ((solution + (Step - (first % Step))) % Step));
            }

            write(b, first, b.Let("end" + name, IndexExpr.Min((place / stride) + 1, windows)));
        }
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    /// <summary>The number whose product with a factor leaves one.</summary>
    private static int Inverse(int factor, int modulus) => Enumerable.Range(0, modulus).First(i => (long)factor * i % modulus == 1 % modulus);
}
