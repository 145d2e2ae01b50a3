namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// The Fourier transform of real numbers as products, for a target that is best at those: with one matrix where there are few numbers; else,
/// where they are Slow x Fast, first along every Fast-th of them and then across (Cooley and Tukey, 1965), which takes about
/// 2 * (Slow + Fast) multiplications for each number instead of one for each other. The matrices are made as the program runs, so it holds
/// no table of them.
/// </summary>
internal sealed class FourierProducts
{
    /// <summary>Up to here one product is as quick as two with what moves numbers between them.</summary>
    private const int Few = 96;

    /// <summary>Of a matrix: 20 MB.</summary>
    private const int MostNumbers = 5_000_000;

    private readonly Graph _graph;
    private readonly int _count;
    private readonly int _slow;
    private readonly int _fast;

    private FourierProducts(Graph graph, int count)
    {
        (_graph, _count) = (graph, count);
        (_slow, _fast) = Factors(count);
    }

    /// <summary>Whether the matrices of a transform of so many numbers are not too large.</summary>
    public static bool Fits(int count)
    {
        if (count < 1 || count > FourierForm.Most)
        {
            return false;
        }

        (long slow, int fast) = Factors(count);
        return fast == 1
            ? 2L * count * FourierForm.FrequenciesOf(count) <= MostNumbers
            : Math.Max(2 * slow * slow, 4 * slow * fast * Columns(count, (int)slow)) <= MostNumbers;
    }

    /// <summary>What a <see cref="FourierNode"/> of that form over <paramref name="x"/> is.</summary>
    public static Node Of(Node x, FourierForm form)
    {
        (Graph g, FourierProducts products) = (x.Graph, new FourierProducts(x.Graph, form.Count));
        (Dim rows, Dim channels) = (x.Shape[0], x.Shape[-1]);
        if (form.IsBackward)
        {
            Node frequencies = g.Transpose(x, 0, 3, 1, 2);
            Node numbers = products.Backward(g.Reshape(products.Weighted(frequencies, form), new Shape(rows * channels, form.Frequencies, 2)));
            return g.Transpose(g.Reshape(numbers, new Shape(rows, channels, form.Count)), 0, 2, 1);
        }

        Node y = products.Forward(g.Reshape(g.Transpose(x, 0, 2, 1), new Shape(rows * channels, form.Count)));
        Node whole = g.Reshape(y, new Shape(rows, channels, form.Frequencies, 2));
        return g.Transpose(products.Weighted(whole, form), 0, 2, 3, 1);
    }

    /// <summary>Sines and cosines of [rows, count]: [rows, frequencies, 2] or the same elements.</summary>
    private Node Forward(Node x) => _fast == 1 ? _graph.MatMul(x, Whole(), isExact: true) : InTwo(_graph.Reshape(x, new Shape(x.Shape[0], _slow, _fast)));

    /// <summary>The sums over frequencies [rows, frequencies, 2] that <see cref="Forward"/> has over numbers.</summary>
    private Node Backward(Node y) => _fast == 1
        ? _graph.MatMul(_graph.Reshape(y, new Shape(y.Shape[0], 2 * Frequencies)), Whole(), transposeB: true, isExact: true)
        : BackInTwo(y);

    private Node Weighted(Node frequencies, FourierForm form) => !form.IsWeighted ? frequencies : frequencies * _graph.Constant(
        new Shape(form.Frequencies, 1), [.. Enumerable.Range(0, form.Frequencies).Select(form.Weight)]);

    private int Frequencies => FourierForm.FrequenciesOf(_count);

    /// <summary>Of the frequencies of each row in the second product, those that are wanted.</summary>
    private static int Columns(int count, int slow) => (FourierForm.FrequenciesOf(count) + slow - 1) / slow;

    private Node InTwo(Node x)
    {
        (Dim rows, int columns) = (x.Shape[0], Columns(_count, _slow));
        Node across = _graph.Reshape(_graph.Transpose(x, 0, 2, 1), new Shape(rows * _fast, _slow));
        Node some = _graph.Reshape(_graph.MatMul(across, Across(), isExact: true), new Shape(rows, _fast, _slow, 2));
        Node byFrequency = _graph.Reshape(_graph.Transpose(some, 2, 0, 1, 3), new Shape(_slow, rows, 2 * _fast));
        Node all = _graph.Reshape(_graph.MatMul(byFrequency, Along(), isExact: true), new Shape(_slow, rows, columns, 2));
        Node inOrder = _graph.Reshape(_graph.Transpose(all, 1, 2, 0, 3), new Shape(rows, columns * _slow, 2));
        return _graph.Slice(inOrder, 1, 0, Frequencies);
    }

    private Node BackInTwo(Node y)
    {
        (Dim rows, int columns) = (y.Shape[0], Columns(_count, _slow));
        Node inOrder = _graph.Reshape(_graph.Pad(y, 1, 0, (columns * _slow) - Frequencies), new Shape(rows, columns, _slow, 2));
        Node all = _graph.Reshape(_graph.Transpose(inOrder, 2, 0, 1, 3), new Shape(_slow, rows, 2 * columns));
        Node byFrequency = _graph.Reshape(_graph.MatMul(all, Along(), transposeB: true, isExact: true), new Shape(_slow, rows, _fast, 2));
        Node some = _graph.Reshape(_graph.Transpose(byFrequency, 1, 2, 0, 3), new Shape(rows * _fast, 2 * _slow));
        Node across = _graph.Reshape(_graph.MatMul(some, Across(), transposeB: true, isExact: true), new Shape(rows, _fast, _slow));
        return _graph.Transpose(across, 0, 2, 1);
    }

    /// <summary>All at once: [count, (frequency, part)].</summary>
    private Node Whole()
    {
        Node angle = Angle(Ascending(_count, 3), Ascending(Frequencies, 2), _count);
        return _graph.Reshape(Roles.Name(RealToParts(angle), "waves"), new Shape(_count, 2 * Frequencies));
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
        int columns = Columns(_count, _slow);
        Node frequency = _graph.Map((low, high) => low + (_slow * high), Ascending(_slow, 5), Ascending(columns, 2));
        Node angle = Angle(Ascending(_fast, 4), frequency, _count);
        // Sines and cosines by themselves, so that none is computed for each of the four parts.
        Node turn = _graph.Map((sine, from, to) => (from - to) * sine, _graph.Unary(UnaryOp.Sin, angle), Ascending(2, 3), Ascending(2, 1));
        Node stays = _graph.Map((from, to) => Exprs.Binary(BinaryOp.Equal, from, to), Ascending(2, 3), Ascending(2, 1));
        Node matrix = Roles.Name((stays * _graph.Unary(UnaryOp.Cos, angle)) + turn, "fastWaves");
        return _graph.Reshape(matrix, new Shape(_slow, 2 * _fast, 2 * columns));
    }

    /// <summary>exp(-i * angle) by its parts.</summary>
    private Node RealToParts(Node angle) => _graph.Map(
        (cosine, sine, part) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, part, 0), cosine, -sine),
        _graph.Unary(UnaryOp.Cos, angle), _graph.Unary(UnaryOp.Sin, angle), Ascending(2, 1));

    /// <summary>
    /// 2 pi * at * frequency / turn, less whole turns, so that floats have the digits of what is left. The product of the two is exact in
    /// floats: in the second matrix one of them is below Fast, at most 128 for <see cref="FourierForm.Most"/> numbers; in the others the
    /// product is below <see cref="MostNumbers"/>.
    /// </summary>
    private Node Angle(Node at, Node frequency, int turn) => _graph.Map(
        (a, f) => 2 * Math.PI / turn * ((a * f) - (turn * Exprs.Unary(UnaryOp.Floor, (a * f / turn) + 0.5))), at, frequency);

    /// <summary>0, 1, .. along the axis that is so far from the end.</summary>
    private Node Ascending(int count, int fromEnd) => _graph.Constant(
        new Shape([count, .. Enumerable.Repeat((Dim)1, fromEnd - 1)]), [.. Enumerable.Range(0, count).Select(i => (double)i)]);

    /// <summary>Those for which both products take the least; the count itself and 1 of few numbers and of a prime.</summary>
    private static (int Slow, int Fast) Factors(int count)
    {
        int fast = count <= Few ? 1 : Enumerable.Range(1, count).TakeWhile(f => f * f <= count).Where(f => count % f == 0).Last();
        return (count / fast, fast);
    }
}
