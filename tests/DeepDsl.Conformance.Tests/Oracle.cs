using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>An example evaluated by the interpreter in double, on the numbers that the emitted program is given.</summary>
internal sealed class Oracle
{
    private const int FirstSeed = 11;

    private readonly ModelGraph _model;
    private readonly Interpreter _interpreter;
    private readonly Dictionary<Node, Tensor> _leaves = [];
    private readonly Random _random;
    private readonly UnaryOp? _format;

    /// <param name="model">What is evaluated.</param>
    /// <param name="example">What it was made from.</param>
    /// <param name="format">To which its products round what they read; null where they don't.</param>
    /// <param name="seed">Of its numbers.</param>
    public Oracle(ModelGraph model, Example example, UnaryOp? format = null, int seed = FirstSeed)
    {
        _random = new Random(seed);
        _model = model;
        _format = format;
        Batch = example.Batch;
        _interpreter = new Interpreter(example.Batch, Leaf);
        foreach ((_, InputNode node) in model.Inputs)
        {
            Set(node, () => node.Element == Compiler.Ir.ElementType.Int32
                ? _random.Next(example.IntLimit) : (float)(example.Low + ((example.High - example.Low) * _random.NextDouble())));
        }

        foreach (ParameterInfo parameter in model.Parameters)
        {
            Set(model.Graph.Parameter(parameter.Name, parameter.Shape), () => (float)((_random.NextDouble() * 2) - 1));
        }

        foreach (StateInfo state in model.States)
        {
            Set(model.Graph.State(state.Name, state.Shape), () => (float)(0.5 + _random.NextDouble()));
        }
    }

    public int Batch { get; }

    /// <summary>
    /// One whose products read no result so near to the middle between two numbers of the format that an error of a float rounds it to the
    /// other one, if any of a hundred is such a one.
    /// </summary>
    public static Oracle Settled(ModelGraph model, Example example, UnaryOp? format)
    {
        int seed = format is null
            ? FirstSeed
            : Enumerable.Range(FirstSeed, 100).FirstOrDefault(s => new Oracle(model, example, format, s).IsSettled(), FirstSeed);
        return new Oracle(model, example, format, seed);
    }

    public float[] Values(Node node) => [.. _interpreter.Evaluate(node).Values.Select(v => (float)v)];

    public double[] Evaluate(Node node) => _interpreter.Evaluate(Rounded(node)).Values;

    /// <summary>Gradients of sum(seed * output) by inputs and parameters, and the seeds.</summary>
    public (float[][] Seeds, Dictionary<Node, double[]> Gradients) Differentiate()
    {
        (Node[] seeds, Dictionary<Node, Node?> gradients) = GradientNodes();
        return (
            [.. seeds.Select(Values)],
            gradients.ToDictionary(g => g.Key, g => g.Value is { } node ? Evaluate(node) : new double[Leaf(g.Key).Values.Length]));
    }

    private (Node[] Seeds, Dictionary<Node, Node?> Gradients) GradientNodes()
    {
        Graph graph = _model.Graph;
        Node[] seeds = [.. _model.Outputs.Select(o => graph.Input("seed " + o.Name, o.Node.Shape))];
        foreach (Node seed in seeds)
        {
            Set(seed, () => (float)((_random.NextDouble() * 2) - 1));
        }

        Node[] by = [.. _model.Inputs.Where(i => i.Node.Element == Compiler.Ir.ElementType.Float32).Select(i => (Node)i.Node),
            .. _model.Parameters.Where(p => p.Trainable).Select(p => graph.Parameter(p.Name, p.Shape))];
        Dictionary<Node, Node> start = [];
        for (int i = 0; i < seeds.Length; i++)
        {
            start[_model.Outputs[i].Node] = seeds[i];
        }

        Node?[] gradients = Compiler.Ir.Differentiate.Run(graph, start, by);
        return (seeds, by.Zip(gradients).ToDictionary(p => p.First, p => p.Second));
    }

    /// <summary>Whether an error of a float in what products read is lost as they round it.</summary>
    private bool IsSettled()
    {
        const double error = 3e-7;
        UnaryOp format = _format!.Value;
        IEnumerable<Node> results =
        [
            .. _model.Outputs.Select(o => o.Node), .. _model.Updates.Select(u => u.Value), .. GradientNodes().Gradients.Values.OfType<Node>(),
        ];
        return Reachability.From([.. results.Select(Rounded)])
            .Where(n => n is MapNode { Body: UnaryExpr { Op: var op } } && op == format && n.Inputs[0] is not (InputNode or ParameterNode))
            .SelectMany(n => _interpreter.Evaluate(n.Inputs[0]).Values)
            .All(v => Rounding.Round(format, v * (1 - error)).Equals(Rounding.Round(format, v * (1 + error))));
    }

    private Node Rounded(Node node) =>
        _format is { } format ? ReducePrecision.Run(node.Graph, [node], format, [], Target.Cpu).Single() : node;

    private Tensor Leaf(Node node)
    {
        if (_leaves.TryGetValue(node, out Tensor? known))
        {
            return known;
        }

        RandomNode random = (RandomNode)node;
        uint key = CounterRandom.Key(7, 3, (uint)random.Stream);
        uint index = 0;
        Set(node, () => random.Kind == RandomKind.Uniform ? CounterRandom.Uniform(key, index++) : CounterRandom.Normal(key, index++));
        return _leaves[node];
    }

    private void Set(Node node, Func<double> next)
    {
        Tensor tensor = new([.. node.Shape.Select(d => (int)d.Evaluate(_ => Batch))]);
        for (int i = 0; i < tensor.Values.Length; i++)
        {
            tensor.Values[i] = next();
        }

        _leaves[node] = tensor;
    }
}
