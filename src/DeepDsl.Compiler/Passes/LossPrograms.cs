using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Passes;

/// <summary>
/// The programs that read a model's outputs: the loss for float and for int targets (with the output gradients where they are wanted),
/// and the probabilities that a loss on logits implies. Each is a small graph of its own, bound to the model's arena by its borders.
/// </summary>
internal sealed class LossPrograms
{
    private readonly List<Program> _programs = [];

    public IReadOnlyList<Program> Programs => _programs;

    public IReadOnlyList<Border> Targets { get; private set; } = [];

    public Border? SampleWeights { get; private set; }

    public Border? Loss { get; private set; }

    public IReadOnlyList<Border> Probabilities { get; private set; } = [];

    /// <summary>What the caller fills.</summary>
    public IEnumerable<Border> Given => SampleWeights is null ? Targets : Targets.Concat([SampleWeights]);

    /// <summary>What the caller reads.</summary>
    public IEnumerable<Border> Taken => Loss is null ? Probabilities : Probabilities.Concat([Loss]);

    /// <param name="outputGradients">Null for evaluation, which wants the loss alone.</param>
    public static LossPrograms Build(
        IReadOnlyList<LossUse> losses, ModelGraph model, Layout layout, IReadOnlyList<Border> outputs, IReadOnlyList<Border>? outputGradients)
    {
        LossPrograms result = new();
        LossGraph?[] graphs = [BuildLoss.Run(losses, model, labels: false), BuildLoss.Run(losses, model, labels: true)];
        LossGraph? any = graphs.FirstOrDefault(g => g is not null);
        if (any is null)
        {
            return result;
        }

        // Float and int targets share one place, as large as the larger needs.
        result.Targets = [.. any.Targets.Select((_, i) => graphs.OfType<LossGraph>().Select(g => g.Targets[i])
            .OrderByDescending(t => t.Shape.Size.PerSample).First()).Select((t, i) =>
            new Border($"target{i + 1}", new Buffer($"target{i + 1}", t.Shape, ElementType.Float32, Space.Arena)))];
        result.SampleWeights = new("sample weights", new Buffer("sample weights", any.SampleWeights.Shape, ElementType.Float32, Space.Arena));
        result.Loss = new("loss", new Buffer("loss", Shape.Scalar, ElementType.Float32, Space.Fixed));
        for (int kind = 0; kind < graphs.Length; kind++)
        {
            if (graphs[kind] is { } graph)
            {
                result.Add(kind == 0 ? "LossFloat" : "LossInt", graph, layout, outputs, outputGradients);
            }
        }

        if (outputGradients is null && BuildLoss.Probabilities(losses, model) is { } probabilities)
        {
            result.AddProbabilities(probabilities, layout, outputs);
        }

        return result;
    }

    private void Add(string name, LossGraph graph, Layout layout, IReadOnlyList<Border> outputs, IReadOnlyList<Border>? outputGradients)
    {
        List<(Node, Buffer)> results = [(graph.Loss, Loss!.Value)];
        for (int i = 0; outputGradients is not null && i < outputs.Count; i++)
        {
            Buffer target = outputGradients[i].Value;
            results.Add((graph.OutputGradients[i] ?? graph.Graph.Map(0, target.Shape), target));
        }

        ProgramGraph program = BuildPrograms.Lowered(graph.Graph, name, results);
        Dictionary<Node, Buffer> leaves = layout.Leaves(graph.Graph);
        BuildPrograms.Bind(leaves, graph.Outputs, outputs);
        leaves[graph.SampleWeights] = SampleWeights!.Value;
        for (int i = 0; i < graph.Targets.Count; i++)
        {
            leaves[graph.Targets[i]] = Typed(Targets[i].Value, graph.Targets[i].Element);
        }

        _programs.AddRange(Fuse.Run([program], leaves));
    }

    private void AddProbabilities(ProbabilityGraph graph, Layout layout, IReadOnlyList<Border> outputs)
    {
        Probabilities = [.. outputs.Select(o => new Border(o.Name, new Buffer($"probabilities of {o.Name}", o.Value.Shape, ElementType.Float32, Space.Arena)))];
        ProgramGraph program = BuildPrograms.Lowered(
            graph.Graph, "Probabilities", [.. graph.Probabilities.Select((r, i) => (r, Probabilities[i].Value))]);
        Dictionary<Node, Buffer> leaves = layout.Leaves(graph.Graph);
        BuildPrograms.Bind(leaves, graph.Outputs, outputs);
        _programs.AddRange(Fuse.Run([program], leaves));
    }

    private static Buffer Typed(Buffer value, ElementType type) => type == value.Type ? value : value.As(type);
}
