using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Signals;

/// <summary>
/// The Fourier transform of real numbers as products, from which gradients and both targets follow: with one matrix where there are few
/// numbers; else, where they are Slow x Fast, first along every Fast-th of them and then across (Cooley and Tukey, 1965), which takes about
/// 2 * (Slow + Fast) multiplications for each number instead of one for each other. The matrices are made as the program runs, so it holds
/// no table of them.
/// </summary>
internal sealed class RealFourier
{
    /// <summary>Up to here one product is as quick as two with what moves numbers between them.</summary>
    private const int Few = 96;

    /// <summary>Of a matrix: 20 MB.</summary>
    private const int MostNumbers = 5_000_000;

    private readonly Graph _graph;
    private readonly int _count;
    private readonly int _slow;
    private readonly int _fast;

    public RealFourier(Graph graph, int count)
    {
        (_graph, _count) = (graph, count);
        _fast = count <= Few ? 1 : Fast(count);
        _slow = count / _fast;
    }

    /// <summary>Numbers that a transform may have: products of two of their places are exact in floats.</summary>
    public static int Most => 1 << 14;

    /// <summary>Whether the matrices of a transform of so many numbers are not too large.</summary>
    public static bool Fits(int count)
    {
        if (count < 1 || count > Most)
        {
            return false;
        }

        RealFourier transform = new(new Graph(), count);
        long slow = transform._slow;
        return transform._fast == 1
            ? 2L * count * Frequencies(count) <= MostNumbers
            : Math.Max(2 * slow * slow, 4 * slow * transform._fast * transform.Columns) <= MostNumbers;
    }

    /// <summary>Frequencies that a real signal of so many numbers has; the others are their mirror.</summary>
    public static int Frequencies(int count) => (count / 2) + 1;

    /// <summary>The multiply-adds of one transform.</summary>
    public static long Macs(int count)
    {
        RealFourier transform = new(new Graph(), count);
        return 2L * count * (transform._fast == 1 ? Frequencies(count) : transform._slow + (2 * transform.Columns));
    }

    /// <summary>Sines and cosines of [.., count]: [.., frequencies, 2], real and imaginary.</summary>
    public Node Forward(Node x)
    {
        Dim[] outer = [.. x.Shape.Take(x.Shape.Rank - 1)];
        Dim rows = new Shape(outer).Size;
        Node y = _fast == 1
            ? _graph.MatMul(_graph.Reshape(x, new Shape(rows, _count)), Whole())
            : InTwo(_graph.Reshape(x, new Shape(rows, _slow, _fast)));
        return _graph.Reshape(y, new Shape([.. outer, Frequencies(_count), 2]));
    }

    /// <summary>
    /// The sums over frequencies [.., frequencies, 2] that <see cref="Forward"/> has over numbers: its gradient, and the inverse transform
    /// of what is weighted (<see cref="Weights"/>).
    /// </summary>
    public Node Backward(Node y)
    {
        Dim[] outer = [.. y.Shape.Take(y.Shape.Rank - 2)];
        Dim rows = new Shape(outer).Size;
        Node x = _fast == 1
            ? _graph.MatMul(_graph.Reshape(y, new Shape(rows, 2 * Frequencies(_count))), Whole(), transposeB: true)
            : BackInTwo(_graph.Reshape(y, new Shape(rows, Frequencies(_count), 2)));
        return _graph.Reshape(x, new Shape([.. outer, _count]));
    }

    /// <summary>What each frequency counts in the inverse, [frequencies, 1]: twice where its mirror is another.</summary>
    public Node Weights() => _graph.Constant(new Shape(Frequencies(_count), 1),
        [.. Enumerable.Range(0, Frequencies(_count)).Select(k => (k == 0 || 2 * k == _count ? 1.0 : 2.0) / _count)]);

    /// <summary>Of the frequencies of each row in the second product, those that are wanted.</summary>
    private int Columns => (Frequencies(_count) + _slow - 1) / _slow;

    private Node InTwo(Node x)
    {
        Dim rows = x.Shape[0];
        Node across = _graph.Reshape(_graph.Transpose(x, 0, 2, 1), new Shape(rows * _fast, _slow));
        Node some = _graph.Reshape(_graph.MatMul(across, Across()), new Shape(rows, _fast, _slow, 2));
        Node byFrequency = _graph.Reshape(_graph.Transpose(some, 2, 0, 1, 3), new Shape(_slow, rows, 2 * _fast));
        Node all = _graph.Reshape(_graph.MatMul(byFrequency, Along()), new Shape(_slow, rows, Columns, 2));
        Node inOrder = _graph.Reshape(_graph.Transpose(all, 1, 2, 0, 3), new Shape(rows, Columns * _slow, 2));
        return _graph.Slice(inOrder, 1, 0, Frequencies(_count));
    }

    private Node BackInTwo(Node y)
    {
        Dim rows = y.Shape[0];
        Node inOrder = _graph.Reshape(_graph.Pad(y, 1, 0, (Columns * _slow) - Frequencies(_count)), new Shape(rows, Columns, _slow, 2));
        Node all = _graph.Reshape(_graph.Transpose(inOrder, 2, 0, 1, 3), new Shape(_slow, rows, 2 * Columns));
        Node byFrequency = _graph.Reshape(_graph.MatMul(all, Along(), transposeB: true), new Shape(_slow, rows, _fast, 2));
        Node some = _graph.Reshape(_graph.Transpose(byFrequency, 1, 2, 0, 3), new Shape(rows * _fast, 2 * _slow));
        Node across = _graph.Reshape(_graph.MatMul(some, Across(), transposeB: true), new Shape(rows, _fast, _slow));
        return _graph.Transpose(across, 0, 2, 1);
    }

    /// <summary>All at once: [count, (frequency, part)].</summary>
    private Node Whole()
    {
        Node angle = Angle(Ascending(_count, 3), Ascending(Frequencies(_count), 2), _count);
        return _graph.Reshape(Roles.Name(RealToParts(angle), "waves"), new Shape(_count, 2 * Frequencies(_count)));
    }

    /// <summary>Along every Fast-th number: [slow, (frequency, part)].</summary>
    private Node Across()
    {
        Node angle = Angle(Ascending(_slow, 3), Ascending(_slow, 2), _slow);
        return _graph.Reshape(Roles.Name(RealToParts(angle), "slowWaves"), new Shape(_slow, 2 * _slow));
    }

    /// <summary>For each frequency of the first product, what the second makes of its numbers: [slow, (fast, part), (column, part)].</summary>
    private Node Along()
    {
        Node frequency = _graph.Map((low, high) => low + (_slow * high), Ascending(_slow, 5), Ascending(Columns, 2));
        Node angle = Angle(Ascending(_fast, 4), frequency, _count);
        // Sines and cosines by themselves, so that none is computed for each of the four parts.
        Node turn = _graph.Map((sine, from, to) => (from - to) * sine, _graph.Unary(UnaryOp.Sin, angle), Ascending(2, 3), Ascending(2, 1));
        Node stays = _graph.Map((from, to) => Exprs.Binary(BinaryOp.Equal, from, to), Ascending(2, 3), Ascending(2, 1));
        Node matrix = Roles.Name((stays * _graph.Unary(UnaryOp.Cos, angle)) + turn, "fastWaves");
        return _graph.Reshape(matrix, new Shape(_slow, 2 * _fast, 2 * Columns));
    }

    /// <summary>exp(-i * angle) by its parts.</summary>
    private Node RealToParts(Node angle) => _graph.Map(
        (cosine, sine, part) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, part, 0), cosine, -sine),
        _graph.Unary(UnaryOp.Cos, angle), _graph.Unary(UnaryOp.Sin, angle), Ascending(2, 1));

    /// <summary>2 pi * at * frequency / turn, less whole turns, so that floats have the digits of what is left.</summary>
    private Node Angle(Node at, Node frequency, int turn) => _graph.Map(
        (a, f) => 2 * Math.PI / turn * ((a * f) - (turn * Exprs.Unary(UnaryOp.Floor, (a * f / turn) + 0.5))), at, frequency);

    /// <summary>0, 1, .. along the axis that is so far from the end.</summary>
    private Node Ascending(int count, int fromEnd) => _graph.Constant(
        new Shape([count, .. Enumerable.Repeat((Dim)1, fromEnd - 1)]), [.. Enumerable.Range(0, count).Select(i => (double)i)]);

    /// <summary>The divisor for which both products take the least; 1 of a prime.</summary>
    private static int Fast(int count) =>
        Enumerable.Range(1, count).TakeWhile(f => f * f <= count).Where(f => count % f == 0).Last();
}
