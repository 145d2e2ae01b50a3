using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;

namespace DeepDsl.Compiler.Derive;

/// <summary>
/// From the graph of a sound model to the graphs of all its programs, whatever the target. Training runs Forward, Loss, then BackwardInput
/// or Backward (or both in that order) on one arena; inference runs Predict, then Probabilities or the loss.
/// </summary>
public static class DeriveGraphs
{
    /// <summary>The unit of generation.</summary>
    public const string GenerationName = "Generation";

    /// <summary>Its program that runs once, before the first step.</summary>
    public const string GivenName = "Given";

    internal static UnitGraphs Training(ModelGraph model, IReadOnlyList<LossUse> uses, Layout layout)
    {
        Graph graph = model.Graph;
        NameLayers(model);
        List<Border> inputs = Borders(model.Inputs.Select(i => (i.Name, i.Name, (Node)i.Node)));
        IReadOnlyList<(string Name, Node Node)> results = Results(model);
        List<Border> outputs = Borders(results.Select(o => (o.Name, o.Name, o.Node)));
        Node[] seeds = [.. results.Select(o =>
            Roles.Call(graph.Input($"gradient of {o.Name}", o.Node.Shape), Roles.Gradient(o.Name)))];
        List<Border> outputGradients = Borders(results.Select((o, i) => ($"gradient of {o.Name}", Roles.Gradient(o.Name), seeds[i])));

        List<Placed<ParameterInfo>> trained = [.. layout.Parameters.Where(p => p.Info.Trainable)];
        Node[] parameters = [.. trained.Select(p => graph.Parameter(p.Info.Name, p.Info.Shape))];
        Node[] floats = [.. model.Inputs.Where(i => i.Node.Element == ElementType.Float32).Select(i => (Node)i.Node)];
        Dictionary<Node, Node> seed = Seeds(results.Select(o => o.Node), seeds);
        Node?[] gradients = Differentiate.Run(graph, seed, [.. parameters, .. floats]);
        Node GradientOf(int i, Shape shape) => gradients[i] ?? graph.Map(0, shape);

        List<Border?> inputGradients = [.. model.Inputs.Select(i => i.Node.Element == ElementType.Float32
            ? new Border(i.Name, new Buffer(Roles.Gradient(i.Name), i.Node.Shape, ElementType.Float32, Space.Arena)) : null)];
        Border[] floatGradients = [.. inputGradients.OfType<Border>()];
        ProgramGraph forward = new("Forward", graph,
            [.. results.Select((o, i) => (o.Node, outputs[i].Buffer)),
            .. model.Updates.Select(u => (u.Value, layout.State(u.State)))]);
        ProgramGraph backward = new("Backward", graph,
        [
            .. floats.Select((f, i) => (GradientOf(parameters.Length + i, f.Shape), floatGradients[i].Buffer)),
            .. trained.Select((p, i) => (WeightFunctions.WithSlope(graph, p.Info, GradientOf(i, p.Info.Shape)), layout.Gradient(p))),
        ]);

        LossGraphs losses = LossGraphs.Build(uses, model, inputs, outputs, outputGradients);
        Dictionary<Node, Buffer> bound = losses.Bound.ToDictionary(b => b.Key, b => b.Value);
        Bind(bound, model.Inputs.Select(i => (Node)i.Node), inputs);
        Bind(bound, seeds, outputGradients);
        return new UnitGraphs("Training", [forward, .. losses.Programs, backward, .. Constraints(layout)], new Borders
        {
            Inputs = inputs,
            Outputs = outputs,
            OutputGradients = outputGradients,
            InputGradients = inputGradients,
            Targets = losses.Targets,
            Drawn = losses.Drawn,
            SampleWeights = losses.SampleWeights,
            Loss = losses.Loss,
        }, bound)
        {
            Activations = Activations(model),
        };
    }

    internal static UnitGraphs Inference(ModelGraph model, IReadOnlyList<LossUse> uses)
    {
        NameLayers(model);
        List<Border> inputs = Borders(model.Inputs.Select(i => (i.Name, i.Name, (Node)i.Node)));
        IReadOnlyList<(string Name, Node Node)> results = Results(model);
        List<Border> outputs = Borders(results.Select(o => (o.Name, o.Name, o.Node)));
        ProgramGraph predict = new("Predict", model.Graph, [.. results.Select((o, i) => (o.Node, outputs[i].Buffer))]);
        LossGraphs losses = LossGraphs.Build(uses, model, inputs, outputs, null);
        Dictionary<Node, Buffer> bound = losses.Bound.ToDictionary(b => b.Key, b => b.Value);
        Bind(bound, model.Inputs.Select(i => (Node)i.Node), inputs);
        return new UnitGraphs("Inference", [predict, .. losses.Programs], new Borders
        {
            Inputs = inputs,
            Outputs = outputs,
            Probabilities = losses.Probabilities,
            Targets = losses.Targets,
            SampleWeights = losses.SampleWeights,
            Loss = losses.Loss,
        }, bound)
        {
            Activations = Activations(model),
        };
    }

    /// <summary>
    /// The model at one step of generation, on an arena of its own that keeps what one step leaves to the next: that lies at its beginning,
    /// at the same place whichever step it is.
    /// </summary>
    internal static UnitGraphs Generation(Generation generation)
    {
        StepGraph step = generation.Step!;
        InputNode[] given = [.. generation.Given.Select(i => (InputNode)step.BeforeOf[i])];
        List<Border> inputs =
        [
            .. Borders([(Roles.Of(step.Input), Roles.Of(step.Input), step.Input)]), .. Borders(given.Select(i => (i.Name, i.Name, (Node)i))),
        ];
        List<Border> outputs = Borders([("output", Roles.Of(step.Output), step.Output)]);
        List<Border> kept = [.. step.Kept.Select(k => new Border(k.Name, new Buffer(k.Name, k.Most, k.Past.Element, Space.Arena)))];
        Dictionary<Node, Buffer> bound = [];
        Bind(bound, [step.Input, .. given], inputs);
        List<(Node, Buffer)> results = [(step.Output, outputs[0].Buffer)];
        List<(Node, Buffer)> before = [];
        foreach ((KeptValue value, Border border) in step.Kept.Zip(kept, (value, border) => (value, border)))
        {
            bound[value.Past] = border.Buffer.As(value.Past.Shape, value.Past.Element);
            results.Add((value.Next, border.Buffer.As(value.Next.Shape, value.Next.Element)));
            if (value.First is not null)
            {
                before.Add((value.First, border.Buffer.As(value.First.Shape, value.First.Element)));
            }
        }

        foreach ((Node value, Node input) in step.Given)
        {
            Border border = new(Roles.Of(input), new Buffer(Roles.Of(input), input.Shape, input.Element, Space.Arena));
            kept.Add(border);
            bound[input] = border.Buffer;
            before.Add((value, border.Buffer));
        }

        ProgramGraph steps = new("Step", step.Graph, results);
        return new UnitGraphs(GenerationName, before.Count == 0 ? [steps] : [new ProgramGraph(GivenName, step.Before, before), steps],
            new Borders { Inputs = inputs, Outputs = outputs, Kept = kept }, bound)
        {
            Activations =
            [
                .. Activations(generation.Model!).Where(step.Rows.ContainsKey).Select(a => step.Rows[a].Node).Where(a => a != step.Output),
                .. Activations(generation.Model!).Where(step.BeforeOf.ContainsKey).Select(a => step.BeforeOf[a]),
            ],
        };
    }

    /// <summary>The program that brings a parameter back after an update, for each that has such a function.</summary>
    private static IEnumerable<ProgramGraph> Constraints(Layout layout)
    {
        foreach (Placed<ParameterInfo> parameter in layout.Parameters)
        {
            Graph graph = new() { Layer = "constraint" };
            if (WeightFunctions.Constrained(graph, parameter.Info) is { } weights)
            {
                yield return new ProgramGraph(ConstraintOf(parameter), graph, [(weights, parameter.Buffer)]);
            }
        }
    }

    /// <summary>The name of that program, whether there is one or not.</summary>
    internal static string ConstraintOf(Placed<ParameterInfo> parameter) =>
        "Constrain" + parameter.Buffer.Identifier.Substring(parameter.Buffer.Identifier.IndexOf('.') + 1);

    /// <summary>The outputs as floats, which callers get, whatever they are in the model.</summary>
    private static IReadOnlyList<(string Name, Node Node)> Results(ModelGraph model) =>
        [
            .. model.Outputs.Select(o =>
                (o.Name, o.Node.Element == ElementType.Float32 ? o.Node : model.Graph.Map(Exprs.Arg(0), o.Node.Shape, o.Node))),
        ];

    /// <summary>A layer's result has the layer's name.</summary>
    internal static void NameLayers(ModelGraph model)
    {
        foreach (LayerRow row in Makers(model))
        {
            Roles.SetOwn(row.Value, row.Layer.Path);
        }
    }

    /// <summary>What layers give to layers; an output may be one of them under another shape.</summary>
    private static HashSet<Node> Activations(ModelGraph model) =>
        [.. Makers(model).Select(r => r.Value).Where(v => v.Element == ElementType.Float32)
            .Except(model.Outputs.SelectMany(o => new[] { o.Node, Views.Source(o.Node) }))];

    /// <summary>The layers that give something new.</summary>
    private static IEnumerable<LayerRow> Makers(ModelGraph model) => model.Rows.Where(r => !r.Reads.Contains(r.Value));

    private static List<Border> Borders(IEnumerable<(string Name, string Role, Node Node)> nodes) =>
        [.. nodes.Select(n => new Border(n.Name, new Buffer(n.Role, n.Node.Shape, n.Node.Element, Views.SpaceOf(n.Node.Shape))))];

    private static void Bind(Dictionary<Node, Buffer> bound, IEnumerable<Node> nodes, IReadOnlyList<Border> borders)
    {
        int i = 0;
        foreach (Node node in nodes)
        {
            bound[node] = borders[i++].Buffer;
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
