using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Passes;

/// <summary>
/// From the graph of a sound model to the launches of all its programs: differentiates, lowers, fuses and places. Training runs Forward,
/// Loss, then BackwardInput or Backward (or both in that order) on one arena; inference runs Predict, then Probabilities or the loss.
/// </summary>
public static class BuildPrograms
{
    public static ModelPrograms Run(ModelGraph training, ModelGraph inference, IReadOnlyList<LossUse> losses)
    {
        Layout layout = new(training);
        TorchOrder torchOrder = FindTorchOrder.Run(inference); // before losses and gradients join the graphs
        return new ModelPrograms(training, inference, losses)
        {
            TrainingUnit = Training(losses, training, layout),
            InferenceUnit = Inference(losses, inference, layout),
            Parameters = layout.Parameters,
            States = layout.States,
            TorchOrder = torchOrder,
            Constants = layout.Constants,
        };
    }

    private static ProgramUnit Training(IReadOnlyList<LossUse> uses, ModelGraph model, Layout layout)
    {
        Graph graph = model.Graph;
        List<Border> inputs = Borders(model.Inputs.Select(i => (i.Name, (Node)i.Node)));
        List<Border> outputs = Borders(model.Outputs);
        Node[] seeds = [.. model.Outputs.Select(o => graph.Input($"gradient of {o.Name}", o.Node.Shape))];
        List<Border> outputGradients = Borders(model.Outputs.Select((o, i) => ($"gradient of {o.Name}", seeds[i])));

        List<Placed<ParameterInfo>> trained = [.. layout.Parameters.Where(p => p.Info.Trainable)];
        Node[] parameters = [.. trained.Select(p => graph.Parameter(p.Info.Name, p.Info.Shape))];
        Node[] floats = [.. model.Inputs.Where(i => i.Node.Element == ElementType.Float32).Select(i => (Node)i.Node)];
        Dictionary<Node, Node> seed = Seeds(model.Outputs.Select(o => o.Node), seeds);
        Node?[] gradients = Differentiate.Run(graph, seed, [.. parameters, .. floats]);
        Node GradientOf(int i, Shape shape) => gradients[i] ?? graph.Map(0, shape);

        List<Border?> inputGradients = [.. model.Inputs.Select(i => i.Node.Element == ElementType.Float32
            ? new Border(i.Name, new Buffer($"gradient of {i.Name}", i.Node.Shape, ElementType.Float32, Space.Arena)) : null)];
        Border[] floatGradients = [.. inputGradients.OfType<Border>()];
        Buffer[] parameterGradients = [.. trained.Select(layout.Gradient)];

        ProgramGraph forward = Lowered(graph, "Forward",
            [.. model.Outputs.Select((o, i) => (o.Node, outputs[i].Value)), .. model.Updates.Select(u => (u.Value, layout.State(u.State)))]);
        ProgramGraph backward = Lowered(graph, "Backward",
        [
            .. floats.Select((f, i) => (GradientOf(parameters.Length + i, f.Shape), floatGradients[i].Value)),
            .. trained.Select((p, i) => (GradientOf(i, p.Info.Shape), parameterGradients[i])),
        ]);

        Dictionary<Node, Buffer> leaves = layout.Leaves(graph);
        Bind(leaves, model.Inputs.Select(i => (Node)i.Node), inputs);
        Bind(leaves, seeds, outputGradients);
        IReadOnlyList<Program> programs = Fuse.Run([forward, backward], leaves);
        IReadOnlyList<Program> backwards = Backwards(programs[1], [.. floatGradients.Select(b => b.Value)], parameterGradients);
        LossPrograms losses = LossPrograms.Build(uses, model, layout, outputs, outputGradients);

        ProgramUnit unit = new([programs[0], .. losses.Programs, .. backwards])
        {
            Inputs = inputs,
            Outputs = outputs,
            OutputGradients = outputGradients,
            InputGradients = inputGradients,
            Targets = losses.Targets,
            SampleWeights = losses.SampleWeights,
            Loss = losses.Loss,
        };
        IEnumerable<Buffer> given = inputs.Concat(losses.Given).Select(b => b.Value);
        IEnumerable<Buffer> taken = outputs.Concat(outputGradients).Concat(floatGradients).Concat(losses.Taken).Select(b => b.Value);
        unit.Plan = PlanMemory.Run(unit, given, taken);
        return unit;
    }

    /// <summary>The backward programs for the gradients of the inputs alone, where there are such, and of the parameters alone.</summary>
    private static IReadOnlyList<Program> Backwards(Program both, IReadOnlyList<Buffer> inputs, IReadOnlyList<Buffer> parameters) => inputs.Count == 0
        ? [both]
        :
        [
            new Program("BackwardInput", both.LeadingTo(inputs)) { IsOptional = true },
            new Program("Backward", both.LeadingTo(parameters)) { Shared = both.Launches },
        ];

    private static ProgramUnit Inference(IReadOnlyList<LossUse> uses, ModelGraph model, Layout layout)
    {
        List<Border> inputs = Borders(model.Inputs.Select(i => (i.Name, (Node)i.Node)));
        List<Border> outputs = Borders(model.Outputs);
        ProgramGraph predict = Lowered(model.Graph, "Predict", [.. model.Outputs.Select((o, i) => (o.Node, outputs[i].Value))]);
        Dictionary<Node, Buffer> leaves = layout.Leaves(model.Graph);
        Bind(leaves, model.Inputs.Select(i => (Node)i.Node), inputs);
        IReadOnlyList<Program> programs = Fuse.Run([predict], leaves);
        LossPrograms losses = LossPrograms.Build(uses, model, layout, outputs, null);

        ProgramUnit unit = new([programs[0], .. losses.Programs])
        {
            Inputs = inputs,
            Outputs = outputs,
            Probabilities = losses.Probabilities,
            Targets = losses.Targets,
            SampleWeights = losses.SampleWeights,
            Loss = losses.Loss,
        };
        IEnumerable<Buffer> given = inputs.Concat(losses.Given).Select(b => b.Value);
        unit.Plan = PlanMemory.Run(unit, given, outputs.Concat(losses.Taken).Select(b => b.Value));
        return unit;
    }

    internal static List<Border> Borders(IEnumerable<(string Name, Node Node)> nodes) =>
        [.. nodes.Select(n => new Border(n.Name, new Buffer(n.Name, n.Node.Shape, n.Node.Element, Views.SpaceOf(n.Node.Shape))))];

    internal static ProgramGraph Lowered(Graph graph, string name, IReadOnlyList<(Node Node, Buffer Target)> results)
    {
        IReadOnlyList<Node> lowered = Lower.Run(graph, [.. results.Select(r => r.Node)]);
        return new ProgramGraph(name, [.. results.Select((r, i) => (lowered[i], r.Target))]);
    }

    internal static void Bind(Dictionary<Node, Buffer> leaves, IEnumerable<Node> nodes, IReadOnlyList<Border> borders)
    {
        int i = 0;
        foreach (Node node in nodes)
        {
            leaves[node] = borders[i++].Value;
        }
    }

    /// <summary>Two outputs may be one node: their gradients add.</summary>
    private static Dictionary<Node, Node> Seeds(IEnumerable<Node> outputs, Node[] seeds)
    {
        Dictionary<Node, Node> result = [];
        int i = 0;
        foreach (Node output in outputs)
        {
            result[output] = result.TryGetValue(output, out Node sum) ? sum + seeds[i] : seeds[i];
            i++;
        }

        return result;
    }
}
