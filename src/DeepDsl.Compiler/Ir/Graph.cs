using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ir;

/// <summary>
/// A directed acyclic graph of primitives. Nodes are made through its methods alone; equal nodes are made once, so common subexpressions
/// never arise. Binary methods broadcast as numpy does.
/// </summary>
public sealed class Graph
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Node, Node> _same = new(new SameValue());

    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>The layer whose nodes are being made.</summary>
    public string Layer { get; set; } = "";

    public Node Input(string name, Shape shape, ElementType type = ElementType.Float32) =>
        Add(new InputNode(this, name, new TensorType(type, shape)));

    public Node Parameter(string name, Shape shape) => Add(new ParameterNode(this, name, shape));

    public Node State(string name, Shape shape) => Add(new StateNode(this, name, shape));

    /// <summary>A function of a rate that the program may change, [1].</summary>
    public Node Rate(string name, Expr function, double declared) => Add(new RateNode(this, name, function, declared));

    public Node Constant(double value) => Add(new ConstantNode(this, Shape.Scalar, [value]));

    public Node Constant(Shape shape, IReadOnlyList<double> values) => Add(new ConstantNode(this, shape, values));

    /// <summary>The run-time value of a dimension as a scalar.</summary>
    public Node Size(Dim dim) => dim.IsConstant ? Constant(dim.Constant) : Map(new SizeExpr(dim), Shape.Scalar);

    public Node Map(Func<Expr, Expr> body, Node x) => Map(body(Exprs.Arg(0)), null, x);

    public Node Map(Func<Expr, Expr, Expr> body, Node x, Node y) => Map(body(Exprs.Arg(0), Exprs.Arg(1)), null, x, y);

    public Node Map(Func<Expr, Expr, Expr, Expr> body, Node x, Node y, Node z) =>
        Map(body(Exprs.Arg(0), Exprs.Arg(1), Exprs.Arg(2)), null, x, y, z);

    /// <summary>Elementwise over the broadcast inputs; <paramref name="shape"/> where the result is to be larger than they are.</summary>
    public Node Map(Expr body, Shape? shape, params Node[] inputs) => MapNode.Create(this, body, shape, inputs);

    public Node Unary(UnaryOp op, Node x) => Map(a => Exprs.Unary(op, a), x);

    public Node Exp(Node x) => Unary(UnaryOp.Exp, x);

    public Node Log(Node x) => Unary(UnaryOp.Log, x);

    public Node Sqrt(Node x) => Unary(UnaryOp.Sqrt, x);

    public Node Tanh(Node x) => Unary(UnaryOp.Tanh, x);

    public Node Sigmoid(Node x) => Unary(UnaryOp.Sigmoid, x);

    public Node Erf(Node x) => Unary(UnaryOp.Erf, x);

    public Node Abs(Node x) => Unary(UnaryOp.Abs, x);

    public Node Max(Node x, Node y) => Map((a, b) => Exprs.Binary(BinaryOp.Max, a, b), x, y);

    public Node Max(Node x, double y) => Map(a => Exprs.Binary(BinaryOp.Max, a, y), x);

    public Node Min(Node x, Node y) => Map((a, b) => Exprs.Binary(BinaryOp.Min, a, b), x, y);

    public Node Min(Node x, double y) => Map(a => Exprs.Binary(BinaryOp.Min, a, y), x);

    /// <summary>Repeats axes of size one up to <paramref name="shape"/>.</summary>
    public Node Broadcast(Node x, Shape shape) => x.Shape == shape ? x : Map(Exprs.Arg(0), shape, x);

    /// <summary>Reduces over axes, which stay with size one.</summary>
    public Node Reduce(ReduceKind kind, Node x, params int[] axes)
    {
        int[] reduced = [.. axes.Select(a => a < 0 ? a + x.Shape.Rank : a).Where(a => !x.Shape[a].IsOne).Distinct().OrderBy(a => a)];
        return reduced.Length == 0 ? x
            : kind == ReduceKind.Sum && SumFactors.Move(this, x, reduced) is { } moved ? Broadcast(moved, Reduced(x.Shape, reduced))
            : Add(new ReduceNode(this, kind, x, reduced));
    }

    private static Shape Reduced(Shape shape, int[] axes) => new(shape.Select((dim, axis) => axes.Contains(axis) ? 1 : dim));

    public Node Sum(Node x, params int[] axes) => Reduce(ReduceKind.Sum, x, axes);

    public Node Mean(Node x, params int[] axes)
    {
        Dim count = axes.Aggregate((Dim)1, (size, a) => size * x.Shape[a]);
        return count.IsConstant ? Sum(x, axes) * (1.0 / count.Constant) : Sum(x, axes) / Size(count);
    }

    /// <summary>
    /// [M, K] x [K, N], or batched over equal leading dimensions; each side may be read transposed. Of sparse rows the lists are read, not
    /// what is between.
    /// </summary>
    public Node MatMul(Node a, Node b, bool transposeA = false, bool transposeB = false, bool isExact = false) =>
        !transposeA && !transposeB && b.Shape.Rank == 2 && RowsOf(a) is { } rows
            ? Reshape(SparseProduct(rows.Columns, rows.Values, b), a.Shape.With(-1, b.Shape[1]))
            : Add(new MatMulNode(this, a, b, transposeA, transposeB, isExact));

    /// <summary>Sparse rows that a value is, as they are or one below the other; null of others.</summary>
    private static SparseRowsNode? RowsOf(Node x) => x as SparseRowsNode
        ?? (x is ReshapeNode && x.Inputs[0] is SparseRowsNode rows && x.Shape[-1] == rows.Width ? rows : null);

    /// <summary>x [N, spatial.., C] with w [kernel.., C / groups, O].</summary>
    public Node Conv(Node x, Node w, ConvGeometry geometry) => Add(new ConvNode(this, x, w, geometry));

    /// <summary>Gradient of <see cref="Conv"/> by its input; forward of a transposed convolution.</summary>
    public Node ConvInputGradient(Node dy, Node w, Shape xShape, ConvGeometry geometry) =>
        Add(new ConvInputGradientNode(this, dy, w, xShape, geometry));

    public Node ConvWeightGradient(Node x, Node dy, Shape wShape, ConvGeometry geometry) =>
        Add(new ConvWeightGradientNode(this, x, dy, wShape, geometry));

    public Node Pool(PoolKind kind, Node x, ConvGeometry geometry) => Add(new PoolNode(this, kind, x, geometry));

    /// <summary>Gradient of <see cref="Pool"/> by its input.</summary>
    public Node PoolGradient(PoolKind kind, Node x, Node dy, ConvGeometry geometry) =>
        Add(new PoolGradientNode(this, kind, x.Shape, geometry, kind == PoolKind.Max ? [x, dy] : [dy]));

    /// <summary>Rows of table [V, D] by int indices [..]: [.., D].</summary>
    public Node Gather(Node table, Node indices) => Gather(table, indices, TableLookup.Rows);

    /// <summary>Vectors of a table by int indices [..]: [.., D].</summary>
    public Node Gather(Node table, Node indices, TableLookup lookup) => Add(new GatherNode(this, table, indices, lookup));

    /// <summary>Frequencies [rows, frequencies, 2, channels] of numbers [rows, count, channels], or backward.</summary>
    public Node Fourier(Node x, FourierForm form) => Add(new FourierNode(this, x, form));

    /// <summary>Attention by heads, and the logarithms of its sums; the inputs are those that the form says.</summary>
    public (Node Output, Node LogSums) Attention(AttentionForm form, params Node[] inputs)
    {
        Node node = Add(new AttentionNode(this, form, inputs));
        return (Result(node, 0), Result(node, 1));
    }

    public Node ScatterAdd(Node indices, Node updates, Shape tableShape) => ScatterAdd(indices, updates, tableShape, TableLookup.Rows);

    public Node ScatterAdd(Node indices, Node updates, Shape tableShape, TableLookup lookup) =>
        Add(new ScatterAddNode(this, [indices, updates], tableShape, lookup));

    /// <summary>For each edge of <paramref name="edges"/> [N, E, 2] the values x [N, V, C] at one end.</summary>
    public Node EdgeGather(Node edges, Node x, EdgeEnd end) => Add(new EdgeGatherNode(this, edges, x, end));

    /// <summary>For each edge and head what is at one end times what is at the other: [N, E, heads].</summary>
    public Node EdgeDot(Node edges, Node from, Node to, int heads) => Add(new EdgeDotNode(this, edges, from, to, heads));

    /// <summary>For each node the sum over its edges of x at the other end, weighted; without either, their number.</summary>
    public Node EdgeSum(Node edges, Node? x, Node? weights, Dim nodes, EdgeEnd end, Node? order = null) =>
        Add(new EdgeSumNode(this, edges, x, weights, nodes, end, order));

    /// <summary>For each node the maximum of values [N, E, C] over its edges, and of a number.</summary>
    public Node EdgeMax(Node edges, Node values, Dim nodes, EdgeEnd end, double least, Node? order = null) =>
        Add(new EdgeMaxNode(this, edges, values, nodes, end, least, order));

    /// <summary>Rows of <paramref name="width"/> columns of which each lists those that are not 0, and their values.</summary>
    public Node SparseRows(Node columns, Node? values, Dim width) => Add(new SparseRowsNode(this, columns, values, width));

    /// <summary>Sparse rows times table [C, U].</summary>
    public Node SparseProduct(Node columns, Node? values, Node table) => Add(new SparseProductNode(this, columns, values, table));

    /// <summary>For each entry of sparse rows x [.., U] at its row times table [C, U] at its column.</summary>
    public Node SparseDot(Node columns, Node x, Node table) => Add(new SparseDotNode(this, columns, x, table));

    /// <summary>Sparse rows transposed, times x [.., U]: [width, U].</summary>
    public Node SparseGradient(Node columns, Node? values, Node x, Dim width) => Add(new SparseGradientNode(this, columns, values, x, width));

    public Node Reshape(Node x, Shape shape)
    {
        while (x is ReshapeNode inner)
        {
            x = inner.Inputs[0];
        }

        return x.Shape == shape ? x : Add(new ReshapeNode(this, x, shape));
    }

    /// <summary>Result axis i is axis permutation[i] of x.</summary>
    public Node Transpose(Node x, params int[] permutation) =>
        permutation.SequenceEqual(Enumerable.Range(0, permutation.Length)) ? x : Add(new TransposeNode(this, x, permutation));

    public Node Reverse(Node x, params int[] axes)
    {
        int[] longer = [.. axes.Where(a => !x.Shape[a].IsOne)];
        return longer.Length == 0 ? x : Add(new ReverseNode(this, x, longer));
    }

    public Node Slice(Node x, int axis, Dim start, Dim length) =>
        start == 0 && x.Shape[axis] == length ? x : Add(new SliceNode(this, x, axis < 0 ? axis + x.Shape.Rank : axis, start, length));

    public Node Pad(Node x, int axis, Dim before, Dim after, double value = 0) =>
        before == 0 && after == 0 ? x : Add(new PadNode(this, x, axis < 0 ? axis + x.Shape.Rank : axis, before, after, value));

    public Node Concat(int axis, params Node[] parts) =>
        parts.Length == 1 ? parts[0] : Add(new ConcatNode(this, axis < 0 ? axis + parts[0].Shape.Rank : axis, parts));

    /// <summary>Numbers of the counter-based generator, the same on every backend; a stream gives the same numbers within one step.</summary>
    public Node Random(RandomKind kind, int stream, Shape shape) => Add(new RandomNode(this, kind, stream, shape));

    /// <summary>One value of a node that has several; of others, the node itself.</summary>
    public Node Result(Node node, int index) => node is TupleNode tuple ? Add(new ResultNode(this, tuple, index)) : node;

    /// <summary>What a region is given each time it runs.</summary>
    internal Node Argument(int index, TensorType type) => Add(new ArgumentNode(this, index, type));

    /// <summary>The value, through which no gradient flows.</summary>
    public Node Detach(Node x) => x is DetachNode ? x : Add(new DetachNode(this, x));

    /// <summary>Takes a node in, or gives the one that it has already.</summary>
    internal Node Add(Node node)
    {
        if (_same.TryGetValue(node, out Node existing))
        {
            return existing;
        }

        if (node.Inputs.FirstOrDefault(i => i.Graph != this) is { } foreign)
        {
            throw new InvalidOperationException($"{node.Describe()} reads {foreign} of another graph.");
        }

        node.Id = _nodes.Count;
        node.Layer = Layer;
        _nodes.Add(node);
        _same.Add(node, node);
        return node;
    }

    private sealed class SameValue : IEqualityComparer<Node>
    {
        public bool Equals(Node x, Node y) => x.IsSameAs(y);

        public int GetHashCode(Node node) => unchecked(node.Inputs.Aggregate(
            (node.GetType().GetHashCode() * 31) + (node.Attributes?.GetHashCode() ?? 0), (hash, input) => (hash * 31) + input.Id));
    }
}
