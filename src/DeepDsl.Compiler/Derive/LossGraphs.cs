using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Derive;

/// <summary>
/// The programs that read a model's outputs: the loss for float and for int targets (with the output gradients where they are wanted),
/// and the probabilities that a loss on logits implies. Each is a small graph of its own, bound to the model's arena by its borders.
/// </summary>
internal sealed class LossGraphs
{
    private readonly List<ProgramGraph> _programs = [];
    private readonly Dictionary<Node, Buffer> _bound = [];

    public IReadOnlyList<ProgramGraph> Programs => _programs;

    /// <summary>The buffers that inputs of the graphs stand for.</summary>
    public IReadOnlyDictionary<Node, Buffer> Bound => _bound;

    /// <summary>One per loss; null for one without a target.</summary>
    public IReadOnlyList<Border?> Targets { get; private set; } = [];

    /// <summary>The classes drawn, one per loss; null for one that computes all, and empty where all do.</summary>
    public IReadOnlyList<Border?> Drawn { get; private set; } = [];

    public Border? SampleWeights { get; private set; }

    public Border? Loss { get; private set; }

    public IReadOnlyList<Border> Probabilities { get; private set; } = [];

    /// <param name="losses">In source order.</param>
    /// <param name="model">Whose outputs they read.</param>
    /// <param name="inputs">Where its inputs lie.</param>
    /// <param name="outputs">Where its outputs lie.</param>
    /// <param name="outputGradients">Null for evaluation, which wants the loss alone.</param>
    public static LossGraphs Build(
        IReadOnlyList<LossUse> losses, ModelGraph model, IReadOnlyList<Border> inputs, IReadOnlyList<Border> outputs,
        IReadOnlyList<Border>? outputGradients)
    {
        LossGraphs result = new();
        LossGraph?[] graphs = [BuildLoss.Run(losses, model, labels: false), BuildLoss.Run(losses, model, labels: true)];
        if (outputGradients is not null)
        {
            graphs = [.. graphs.Select(g => g is null ? null : Penalised(g, model))];
        }

        LossGraph? any = graphs.FirstOrDefault(g => g is not null);
        if (any is null)
        {
            return result;
        }

        // Float and int targets share one place, as large as the larger needs.
        result.Targets = [.. any.Targets.Select((_, i) => TargetOf($"target{i + 1}", graphs.OfType<LossGraph>().Select(g => g.Targets[i])))];
        result.Drawn = model.Sampled.Count == 0 ? []
            : [.. losses.Select((_, i) => model.Sampled.TryGetValue(i, out SampledClasses sampled) ? result.Bind(sampled, i) : null)];
        result.SampleWeights = new(
            "sample weights", new Buffer("sampleWeights", any.SampleWeights.Shape, ElementType.Float32, Space.Arena));
        result.Loss = new("loss", new Buffer("loss", Shape.Scalar, ElementType.Float32, Space.Fixed));
        for (int kind = 0; kind < graphs.Length; kind++)
        {
            if (graphs[kind] is { } graph)
            {
                result.Add(kind == 0 ? "LossFloat" : "LossInt", graph, outputs, outputGradients);
                foreach (KeyValuePair<int, InputNode> input in graph.Inputs)
                {
                    result._bound[input.Value] = inputs[input.Key].Buffer;
                }

                foreach (KeyValuePair<int, InputNode> drawn in graph.Drawn)
                {
                    result._bound[drawn.Value] = result.Drawn[drawn.Key]!.Buffer;
                }
            }
        }

        if (outputGradients is null && BuildLoss.Probabilities(losses, model) is { } probabilities)
        {
            result.Add(probabilities, outputs);
        }

        return result;
    }

    /// <summary>What the model itself reads of a loss: its labels lie where the loss has them.</summary>
    private Border Bind(SampledClasses sampled, int loss)
    {
        Border drawn = new(sampled.Drawn.Name, new Buffer(sampled.Drawn.Name, sampled.Drawn.Shape, sampled.Drawn.Element, Space.Fixed));
        _bound[sampled.Drawn] = drawn.Buffer;
        _bound[sampled.Labels] = Targets[loss]!.Buffer.As(sampled.Labels.Shape, sampled.Labels.Element);
        return drawn;
    }

    /// <summary>With what the weights add to the loss in training; evaluation asks for the loss alone.</summary>
    private static LossGraph Penalised(LossGraph graph, ModelGraph model) =>
        WeightFunctions.Sum(graph.Graph, model.Parameters) is { } penalty ? graph with { Loss = graph.Loss + penalty } : graph;

    private static Border? TargetOf(string name, IEnumerable<InputNode?> forms) =>
        forms.OfType<InputNode>().OrderByDescending(t => t.Shape.Size.Estimate).FirstOrDefault() is { } largest
            ? new Border(name, new Buffer(name, largest.Shape, ElementType.Float32, Space.Arena)) : null;

    private void Add(string name, LossGraph graph, IReadOnlyList<Border> outputs, IReadOnlyList<Border>? outputGradients)
    {
        List<(Node, Buffer)> results = [(graph.Loss, Loss!.Buffer)];
        for (int i = 0; outputGradients is not null && i < outputs.Count; i++)
        {
            Buffer target = outputGradients[i].Buffer;
            results.Add((graph.OutputGradients[i] ?? graph.Graph.Map(0, target.Shape), target));
        }

        Bind(graph.Outputs, outputs);
        _bound[graph.SampleWeights] = SampleWeights!.Buffer;
        for (int i = 0; i < graph.Targets.Count; i++)
        {
            if (graph.Targets[i] is { } target)
            {
                _bound[target] = Targets[i]!.Buffer.As(target.Shape, target.Element);
            }
        }

        _programs.Add(new ProgramGraph(name, graph.Graph, results));
    }

    private void Add(ProbabilityGraph graph, IReadOnlyList<Border> outputs)
    {
        Probabilities = [.. outputs.Select(o =>
            new Border(o.Name, new Buffer($"{o.Name}.probabilities", o.Buffer.Shape, ElementType.Float32, Space.Arena)))];
        Bind(graph.Outputs, outputs);
        _programs.Add(new ProgramGraph(
            "Probabilities", graph.Graph, [.. graph.Probabilities.Select((r, i) => (r, Probabilities[i].Buffer))]));
    }

    private void Bind(IReadOnlyList<Node> nodes, IReadOnlyList<Border> borders)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            _bound[nodes[i]] = borders[i].Buffer;
        }
    }
}
