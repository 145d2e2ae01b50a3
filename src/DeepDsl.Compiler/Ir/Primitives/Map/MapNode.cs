using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>An expression evaluated at every element of the broadcast inputs.</summary>
public sealed class MapNode : Node
{
    private MapNode(Graph graph, Expr body, Shape shape, Node[] inputs)
        : base(graph, TensorType.Floats(shape), inputs) => Body = body;

    public Expr Body { get; }

    public override string Primitive => "map";

    public override object Attributes => Body;

    public override AxisEffect AxisEffect => AxisEffect.Keeps;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Inputs.SelectMany(i => Aligned(i));

    /// <summary>Whether it adds two values of its own shape.</summary>
    internal bool IsSumOfTwo => Body is BinaryExpr { Op: BinaryOp.Add, Left: ArgExpr, Right: ArgExpr }
        && Inputs.Count == 2 && Inputs.All(i => i.Shape == Shape);

    internal static Node Create(Graph graph, Expr body, Shape? shape, Node[] inputs)
    {
        // Scalars known at compile time become part of the expression, and inputs that the expression does not read are dropped.
        List<Node> used = [];
        Expr compact = Exprs.Substitute(body, i =>
        {
            if (inputs[i] is ConstantNode { Shape.Rank: 0 } c)
            {
                return c.Values[0];
            }

            if (inputs[i] is MapNode { Inputs.Count: 0, Shape.Rank: 0 } size)
            {
                return size.Body; // a run-time dimension
            }

            // What is only repeated is read at its own size.
            Node input = inputs[i] is MapNode { Body: ArgExpr, Inputs.Count: 1 } repeated ? repeated.Inputs[0] : inputs[i];
            int at = used.IndexOf(input);
            if (at < 0)
            {
                at = used.Count;
                used.Add(input);
            }

            return Exprs.Arg(at);
        });

        Shape result = shape ?? inputs.Aggregate(Shape.Scalar, (s, i) => Shape.Broadcast(s, i.Shape)
            ?? throw new InvalidOperationException($"Shapes {s} and {i.Shape} do not broadcast in {body}."));
        if (compact is ArgExpr { Index: 0 } && used[0].Shape == result && used[0].Element == ElementType.Float32)
        {
            return used[0];
        }

        return compact is ConstExpr constant && result.Rank == 0
            ? graph.Constant(constant.Value)
            : graph.Add(new MapNode(graph, compact, result, [.. used]));
    }

    public override Node?[] InputGradients(Node dy, bool[] wanted)
    {
        if (FromResult() is { } slope)
        {
            return [wanted[0] ? SumTo(Graph.Map(slope * Exprs.Arg(1), Shape, this, dy), Inputs[0].Shape) : null];
        }

        Node?[] gradients = new Node?[Inputs.Count];
        for (int i = 0; i < Inputs.Count; i++)
        {
            Expr derivative = wanted[i] ? Exprs.Differentiate(Body, i) : 0;
            if (derivative is ConstExpr { Value: 0 })
            {
                continue;
            }

            Node[] operands = [.. Inputs, dy];
            gradients[i] = SumTo(Graph.Map(derivative * Exprs.Arg(Inputs.Count), Shape, operands), Inputs[i].Shape);
        }

        return gradients;
    }

    /// <summary>Inputs that have the steps must have them along the same axis.</summary>
    public override StepRow? InOneStep(OneStep step)
    {
        int axis = OneStep.AxisOf(Shape);
        StepRow[] rows = [.. Inputs.Where(OneStep.Varies).Select(step.Row)];
        Dim inner = rows.Length == 0 ? 1 : rows[0].Inner;
        bool isAligned = axis >= 0 && rows.All(r => r.Inner == inner)
            && Inputs.Where(OneStep.Varies).All(i => OneStep.AxisOf(i.Shape) - i.Shape.Rank == axis - Shape.Rank);
        return isAligned && !OneStep.CountsSteps(Body)
            ? new StepRow(step.Graph.Map(Body, OneStep.ShapeOf(Shape), [.. Inputs.Select(step.At)]), inner) : null;
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Map(Body, Shape, [.. inputs]);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor result = new(run.Sizes(Shape));
        foreach ((int flat, int[] index) in result.Indices())
        {
            result.Values[flat] = Exprs.Evaluate(Body, i => inputs[i].Broadcast(index), d => run.Size(d));
        }

        return result;
    }

    /// <summary>
    /// The derivative as an expression of the result, argument 0, for the functions that have one: what was before the activation need
    /// not be kept then.
    /// </summary>
    private Expr? FromResult() => Body switch
    {
        BinaryExpr { Op: BinaryOp.Max, Left: ArgExpr, Right: ConstExpr { Value: 0 } } => Exprs.Select(Exprs.Less(0, Exprs.Arg(0)), 1, 0),
        UnaryExpr { Op: UnaryOp.Tanh, Operand: ArgExpr } => 1 - (Exprs.Arg(0) * Exprs.Arg(0)),
        UnaryExpr { Op: UnaryOp.Sigmoid, Operand: ArgExpr } => Exprs.Arg(0) * (1 - Exprs.Arg(0)),
        UnaryExpr { Op: UnaryOp.Exp, Operand: ArgExpr } => Exprs.Arg(0),
        _ => null,
    };

    /// <summary>Sums over the axes along which <paramref name="shape"/> was repeated.</summary>
    public static Node SumTo(Node x, Shape shape)
    {
        int extra = x.Shape.Rank - shape.Rank;
        int[] axes = [.. Enumerable.Range(0, x.Shape.Rank).Where(i => i < extra || (shape[i - extra].IsOne && !x.Shape[i].IsOne))];
        return x.Graph.Reshape(x.Graph.Sum(x, axes), shape);
    }
}
