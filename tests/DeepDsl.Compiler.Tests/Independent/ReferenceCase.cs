using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Independent;

/// <summary>
/// One example of an op in one mode: what an independent implementation must know of it, and what the interpreter makes of it.
/// </summary>
public sealed class ReferenceCase
{
    private const string OutputGradient = "gradient";

    private readonly Dictionary<Node, ReferenceLeaf> _leaves = [];
    private readonly ModelGraph _model;
    private readonly Op _op;
    private readonly Example _example;

    private ReferenceCase(Op op, Example example, ModelGraph model)
    {
        (_op, _example, _model) = (op, example, model);
        foreach (Node leaf in model.Graph.Nodes.Where(n => n is InputNode or ParameterNode or StateNode or RandomNode).ToArray())
        {
            Recipe(leaf);
        }
    }

    /// <summary>Each example in inference, and in training where that computes something else.</summary>
    public static IEnumerable<ReferenceCase> Of(Op op)
    {
        foreach (Example example in op.Examples)
        {
            ModelGraph inference = OneLayerModel.Build(op, example, training: false);
            ModelGraph training = OneLayerModel.Build(op, example, training: true);
            bool differ = Text(training) != Text(inference);
            yield return new(op, example, inference);
            if (differ)
            {
                yield return new(op, example, training);
            }
        }
    }

    /// <summary>All that the independent implementation is told; it answers under this text.</summary>
    public string Description()
    {
        JsonObject description = new()
        {
            ["op"] = _op.Name,
            ["training"] = _model.Training,
            ["expression"] = _op.Reference,
            ["arguments"] = Arguments(),
            ["leaves"] = new JsonArray([.. _leaves.Values.Select(l => JsonSerializer.SerializeToNode(l, Json))]),
            ["gradient"] = JsonSerializer.SerializeToNode(Recipe(GradientInput()), Json),
        };
        if (Given.TryGetValue("PerStep", out Argument? perStep))
        {
            description["perStep"] = Value(perStep);
        }

        return description.ToJsonString(Json);
    }

    /// <summary>
    /// The interpreter's output, its gradient by every float input and parameter under that one's name, and the states' next values.
    /// </summary>
    public Dictionary<string, double[]> Values()
    {
        Node output = Assert.Single(_model.Outputs).Node;
        Node[] by = [.. _leaves.Keys.Where(n => n is ParameterNode or InputNode { Element: ElementType.Float32 })];
        Node seed = GradientInput();
        ReferenceLeaf seedRecipe = Recipe(seed);
        Node?[] gradients = Differentiate.Run(_model.Graph, new Dictionary<Node, Node> { [output] = seed }, by);
        Interpreter interpreter = new(_example.Batch, leaf => leaf == seed ? seedRecipe.Values() : _leaves[leaf].Values());
        Dictionary<string, double[]> values = new() { ["output"] = interpreter.Evaluate(output).Values };
        for (int i = 0; i < by.Length; i++)
        {
            ReferenceLeaf leaf = _leaves[by[i]];
            values["gradient of " + leaf.Name] =
                gradients[i] is { } g ? interpreter.Evaluate(g).Values : new double[leaf.Values().Values.Length];
        }

        foreach ((Node state, Node next) in _model.Updates)
        {
            values["next " + _leaves[state].Name] = interpreter.Evaluate(next).Values;
        }

        return values;
    }

    public override string ToString() => $"{_op.Name}{_example}{(_model.Training ? " in training" : "")}";

    private static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Node GradientInput() => _model.Graph.Input(OutputGradient, _model.Outputs[0].Node.Shape);

    private ReferenceLeaf Recipe(Node leaf)
    {
        int[] shape = [.. leaf.Shape.Select(d => checked((int)d.Evaluate(_ => _example.Batch)))];
        uint seed = (uint)(_leaves.Count + 1);
        ReferenceLeaf recipe = leaf switch
        {
            InputNode { Name: OutputGradient } => new("gradient", OutputGradient, shape, -1, 1, false, 977),
            InputNode { Element: ElementType.Int32 } i => new("input", i.Name, shape, 0, _example.IntLimit, true, seed),
            InputNode i => new("input", i.Name, shape, _example.Low, _example.High, false, seed),
            ParameterNode p => new("parameter", Role(p.Name), shape, -1, 1, false, seed),
            StateNode s => new("state", Role(s.Name), shape, 0.5, 1.5, false, seed), // running variances must be positive
            RandomNode { Kind: RandomKind.Uniform } => new("random", "random", shape, 0, 1, false, seed),
            _ => new("random", "random", shape, -2, 2, false, seed),
        };
        return leaf is InputNode { Name: OutputGradient } ? recipe : _leaves[leaf] = recipe;
    }

    /// <summary>Without the name of the layer: "weight", "norm.weight".</summary>
    private static string Role(string name) => name[(name.IndexOf('.') + 1)..];

    private Dictionary<string, Argument> Given => SpecReader.ReadArguments(_example.Arguments).ToDictionary(a => a.Name, a => a.Value);

    private JsonObject Arguments() => new(_op.Arguments.Where(a => a.Name != _op.NamesArgument)
        .Select(a => KeyValuePair.Create(a.Name.ToLowerInvariant(), Value(Given.GetValueOrDefault(a.Name) ?? a.Default))));

    private static JsonNode? Value(object? value) => value switch
    {
        NumberArgument { IsInteger: true } n => JsonValue.Create((long)n.Value),
        NumberArgument n => JsonValue.Create(n.Value),
        BoolArgument b => JsonValue.Create(b.Value),
        TextArgument t => JsonValue.Create(t.Value),
        EnumArgument e => JsonValue.Create(e.Name),
        ListArgument l => new JsonArray([.. l.Items.Select(Value)]),
        null => new JsonArray(),
        _ => JsonSerializer.SerializeToNode(value),
    };

    private static string Text(ModelGraph model) => string.Join("\n", model.Graph.Nodes) + model.Updates.Count;
}
