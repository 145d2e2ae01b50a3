namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Along one axis, the windows that cover an element, and the tap of each that lies on it: window * stride + tap * dilation = place, where
/// the place counts from the start of the border. Solutions lie evenly apart: the first is found by a few divisions, before all loops.
/// </summary>
internal sealed class Meetings
{
    private readonly string _name;
    private readonly IndexExpr _first;
    private readonly IndexExpr _end;
    private readonly IndexExpr _firstTap;

    /// <summary>From one window that covers the element to the next, and from its tap to the next one's.</summary>
    private readonly int _step;
    private readonly int _tapStep;

    /// <param name="block">Takes the declarations of the bounds.</param>
    /// <param name="name">Of the axis, behind the names of variables.</param>
    /// <param name="place">Of the element.</param>
    /// <param name="windows">How many there are.</param>
    public Meetings(Block block, string name, IndexExpr place, IndexExpr windows, int kernel, int stride, int dilation)
    {
        int factor = GreatestCommonDivisor(stride, dilation);
        (_name, _step, _tapStep) = (name, dilation / factor, stride / factor);
        _first = block.Let("low" + name, (IndexExpr.Max(place - ((kernel - 1) * dilation), 0) + (stride - 1)) / stride);
        if (_step > 1)
        {
            // The least window from there on that differs from a solution by steps.
            IndexExpr solution = (place / factor) * Inverse(_tapStep, _step);
            _first = block.Let("next" + name, _first + ((solution + (_step - (_first % _step))) % _step));
        }

        if (factor > 1)
        {
            // Between the multiples of the common factor there are none: behind the last window.
            _first = block.Let("from" + name, _first + ((place % factor) * windows));
        }

        _end = block.Let("end" + name, IndexExpr.Min((place / stride) + 1, windows));
        _firstTap = (place - (_first * stride)) / dilation;
    }

    /// <summary>Visits the windows in order.</summary>
    public void Visit(Block block, Action<Block, IndexExpr> visit)
    {
        if (_first is ConstantIndex only && _end == only.Value + 1)
        {
            visit(block, only);
        }
        else
        {
            VariableIndex window = new("window" + _name);
            block.Add(new For(window, _first, _end, _step, Block.Of(inside => visit(inside, window))));
        }
    }

    /// <summary>The same with the taps, which fall as windows rise; to be asked for before all loops.</summary>
    public Action<Block, Action<Block, IndexExpr, IndexExpr>> WithTaps(Block block)
    {
        IndexExpr firstTap = block.Let("firstTap" + _name, _firstTap);
        return (loops, visit) =>
        {
            (VariableIndex window, VariableIndex tap) = (new("window" + _name), new("tap" + _name));
            loops.Add(new LetIndex(tap, firstTap));
            loops.Add(new For(window, _first, _end, _step, Block.Of(inside =>
            {
                visit(inside, window, tap);
                inside.Add(new Advance(tap, -_tapStep));
            })));
        };
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    /// <summary>The number whose product with a factor leaves one.</summary>
    private static int Inverse(int factor, int modulus) =>
        Enumerable.Range(0, modulus).First(i => (long)factor * i % modulus == 1 % modulus);
}
