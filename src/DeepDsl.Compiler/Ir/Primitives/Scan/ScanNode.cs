using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Runs a region once for each element of sequences along their first axis, from the last to the first if reversed. Inputs: what is carried
/// into the first iteration, the sequences, the captures. Results: what is carried out of the last one, then each value of the body as a
/// sequence; those that nobody reads need not be kept.
/// </summary>
public sealed class ScanNode(Graph graph, Region region, Dim length, bool isReversed, params Node[] inputs)
    : TupleNode(graph, Infer(region, length, inputs), inputs)
{
    public Region Region { get; } = region;

    /// <summary>Iterations.</summary>
    public Dim Length { get; } = length;

    public bool IsReversed { get; } = isReversed;

    /// <summary>
    /// Whether the gradient computes again what an iteration had, from what was carried into it and the elements of sequences, rather than
    /// read it: then nothing else is kept.
    /// </summary>
    public bool ComputesAgain { get; init; }

    public override string Primitive => "scan";

    public override object Attributes => (Region, Length, IsReversed, ComputesAgain);

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes
    {
        get
        {
            IEnumerable<(NodeAxis, NodeAxis)> into = Region.Arguments.SelectMany((argument, i) => Along(Inputs[i], argument));
            IEnumerable<(NodeAxis, NodeAxis)> around = Region.Next.SelectMany((next, i) => Along(next, Region.Arguments[i]));
            return into.Concat(around).Concat(Region.Nodes.SelectMany(n => n.JoinedAxes));
        }
    }

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxesOf(ResultNode result) => Along(result, result.Index < Region.CarriedCount
        ? Region.Next[result.Index]
        : Region.Values[result.Index - Region.CarriedCount]);

    /// <summary>Takes the scan into its graph. The carried values after the last iteration, and each output of the region as a sequence.</summary>
    public (IReadOnlyList<Node> Finals, IReadOnlyList<Node> Outputs) Build()
    {
        ScanNode scan = (ScanNode)Graph.Add(this);
        return (
            [.. Enumerable.Range(0, Region.CarriedCount).Select(i => Graph.Result(scan, i))],
            [.. scan.Region.Outputs.Select(o => Graph.Result(scan, scan.IndexOf(o)))]);
    }

    /// <summary>The number of the result that is a value of the body, as a sequence.</summary>
    public int IndexOf(Node value) => Region.CarriedCount + Enumerable.Range(0, Region.Values.Count).First(i => Region.Values[i] == value);

    public override Node?[] InputGradients(IReadOnlyList<Node?> dy, bool[] wanted) => new ScanGradient(this, dy, wanted).Run();

    /// <summary>Whether a carried value does nothing but add up a term of each iteration, from zero on.</summary>
    public bool AddsUp(int carried) => carried < Region.CarriedCount && IsZero(Inputs[carried])
        && Region.Next[carried] is MapNode { IsSumOfTwo: true } sum && sum.Inputs[0] == Region.Arguments[carried]
        && Region.Nodes.Count(n => n.Inputs.Contains(Region.Arguments[carried])) == 1;

    /// <summary>One iteration, with what the iteration before left; only of a scan that begins at the first step, with zeros or what is given.</summary>
    public override StepRow? InOneStepOf(ResultNode result, OneStep step)
    {
        bool follows = result.Index >= Region.CarriedCount && Length == OneStep.Steps && !IsReversed
            && Inputs.Select((input, i) => Region.IsCarried(i) ? IsZero(input) || step.IsGiven(input) : OneStep.Varies(input) == Region.IsSlice(i))
                .All(fits => fits);
        if (!follows)
        {
            return null;
        }

        Node value = step.Body(this, () => Iteration(step))[Region.Values[result.Index - Region.CarriedCount]];
        return new StepRow(step.Graph.Reshape(value, value.Shape.WithBatch(1)), 1);
    }

    /// <summary>What stands for the values of the body.</summary>
    private Dictionary<Node, Node> Iteration(OneStep step)
    {
        Dictionary<Node, Node> made = [];
        for (int i = 0; i < Inputs.Count; i++)
        {
            Node argument = Region.Arguments[i];
            made.Add(argument, Region.IsCarried(i) ? step.Past(argument.Shape, Roles.Of(argument))
                : Region.IsSlice(i) ? step.Graph.Reshape(step.Row(Inputs[i]).Node, argument.Shape) : step.Same(Inputs[i]));
        }

        Rebuild.Run(Region.Values, step.Graph, made);
        for (int i = 0; i < Region.CarriedCount; i++)
        {
            step.Leave(made[Region.Arguments[i]], made[Region.Next[i]], IsZero(Inputs[i]) ? null : Inputs[i]);
        }

        return made;
    }

    private static bool IsZero(Node node) => node is MapNode { Body: ConstExpr { Value: 0 } };

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.Add(new ScanNode(graph, Region, Length, IsReversed, [.. inputs]) { ComputesAgain = ComputesAgain });

    public override IReadOnlyList<Tensor> InterpretAll(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        int length = run.Size(Length);
        Tensor[] arguments = [.. inputs];
        Tensor[] stacks = [.. Region.Values.Select(v => new Tensor([length, .. run.Sizes(v.Shape)]))];
        for (int i = 0; i < length; i++)
        {
            int at = IsReversed ? length - 1 - i : i;
            for (int s = Region.CarriedCount; s < Region.CarriedCount + Region.SliceCount; s++)
            {
                arguments[s] = inputs[s].At(at);
            }

            Interpreter iteration = run.Inside(argument => arguments[((ArgumentNode)argument).Index]);
            IReadOnlyList<Tensor> values = iteration.EvaluateAll(Region.Values, Region.Nodes);
            for (int v = 0; v < stacks.Length; v++)
            {
                values[v].Values.CopyTo(stacks[v].Values, at * values[v].Values.Length);
            }

            iteration.EvaluateAll(Region.Next, []).ToArray().CopyTo(arguments, 0);
        }

        return [.. arguments.Take(Region.CarriedCount), .. stacks];
    }

    private static IEnumerable<(NodeAxis, NodeAxis)> Along(Node a, Node b) => Enumerable.Range(1, Math.Min(a.Shape.Rank, b.Shape.Rank))
        .Select(i => (new NodeAxis(a, i), new NodeAxis(b, i)));

    private static IReadOnlyList<TensorType> Infer(Region region, Dim length, Node[] inputs)
    {
        TensorType Stack(TensorType type) => type.With(new Shape(new[] { length }.Concat(type.Shape)));
        TensorType[] expected = [.. region.Arguments.Select((a, i) => region.IsSlice(i) ? Stack(a.Type) : a.Type)];
        return inputs.Select(i => i.Type).SequenceEqual(expected)
            ? [.. region.Next.Select(n => n.Type), .. region.Values.Select(v => Stack(v.Type))]
            : throw new InvalidOperationException(
                $"A scan of {length} iterations takes {string.Join<TensorType>(", ", expected)}, "
                + $"not {string.Join(", ", inputs.Select(i => i.Type))}.");
    }
}
