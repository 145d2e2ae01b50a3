using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Expressions;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

public sealed class Compute : Op
{
    private const string Function = "Function";

    public override string Summary => "a function of tensors of the model's own, with parameters of its own";

    public override string NamesArgument => "Names";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [new(Function, ArgumentType.Function), new("Names", ArgumentType.Texts), .. OpArgument.Restrained, .. OpArgument.Weighted];

    public override IReadOnlyList<Example> Examples =>
    [
        Example("LowRank", "Tanh'1(Add'2(MatMul'3(MatMul'4(x, down), up), bias))", ["x"], "down(Shape = [5, 2]); up(Shape = [2, 7]); bias(Shape = [7])",
            [5]),
        Example("LowRank", "Tanh'1(Add'2(MatMul'3(MatMul'4(x, down), up), bias))", ["x"], "down(Shape = [1, 2]); up(Shape = [2, 19]); bias(Shape = [19])",
            [3, 1]),
        Example("Unit", "length = Sqrt'1(Add'2(Sum'3(Multiply'4(x, x), (-1), 1), (0.1))); Multiply'5(Divide'6(x, length), scale)", ["x"],
            "scale(Shape = [37], Init = Init.Ones)", [2, 37]),
        Example("Seen", "MatMul'1(Softmax'2(Divide'3(MatMul'4(x, Transpose'5(y)), \"Sqrt(3)\"), (-1)), y)", ["x", "y"], "", [4, 3], [5, 3]),
        Example("Mixed", "h = Concat'1(Slice'2(x, (1), (1), (2)), Permute'3(Reshape'4(shift, [(2), (3)]), [1, 0]), (-1)); Subtract'5(Mean'6(h, 0, 1), "
            + "Max'7(MatMul'8(mix, x), 0, 0))", ["x"], "shift(Shape = [6]); mix(Shape = [2, 3])", [3, 4]),
        Example("Far", "Map'1(Maximum'2(Minimum'3(x, Negate'4(y)), Abs'5(Min'6(y, 0, 1))), bias, [\"a\", \"b\"], \"Sqrt(a * a + 1) * b\")", ["x", "y"],
            "bias(Shape = [2, 1, 3], Init = Init.Normal, InitValue = 0.5)", [1, 3], [3]),
    ];

    public override string Reference =>
        "dict(LowRank=lambda: torch.tanh(x @ down @ up + bias), Unit=lambda: x / torch.sqrt((x * x).sum(-1, keepdim=True) + 0.1) * scale, "
        + "Seen=lambda: torch.softmax(xs[0] @ xs[1].transpose(1, 2) / 3 ** 0.5, -1) @ xs[1], "
        + "Mixed=lambda: torch.cat([x[:, :, 1:3], shift.reshape(2, 3).T.expand(len(x), 3, 2)], -1).mean(1, keepdim=True) - (mix @ x).amax(1)[:, None], "
        + "Far=lambda: bias * torch.sqrt(1 + torch.maximum(torch.minimum(xs[0], -xs[1][:, None]), "
        + "xs[1].amin(1, keepdim=True).abs()[:, None])[:, None] ** 2))[function]()";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        if (Find(layer) is not { } function)
        {
            string name = layer.Text(Function);
            layer.Report(ProblemKind.UnknownName, $"names the function {name}, which the class does not have; "
                + $"declare static FloatTensor {name}(FloatTensor x) => ...;", Function);
            return null;
        }

        if (!function.IsOfTensors)
        {
            layer.Report(ProblemKind.UnsupportedExpression, function.Error is { } error
                ? $"has a function that the compiler cannot read: {error}"
                : $"needs a function of FloatTensor, but {function.Name} is one of float, for [Map(nameof({function.Name}))].", Function);
            return null;
        }

        if (function.Body is not null && function.Parameters.Count != inputs.Count)
        {
            layer.Report(ProblemKind.UnsupportedExpression, $"gives {function.Name} {Counted.Of(inputs.Count, "value")}, the one above and those that it names, "
                + $"but {function.Name} takes {function.Parameters.Count} besides its weights.", Function);
            return null;
        }

        if (!function.Weights.All(w => WeightDeclaration.Check(layer, Function, function, w)))
        {
            return null;
        }

        try
        {
            Shape shape = Sketch(layer, function, inputs).Value.Shape;
            if (shape.Rank == 0)
            {
                layer.Report(ProblemKind.ExpressionShapes,
                    $"gives one number without axes; let {function.Name} end in Reshape(1), or keep an axis: Sum(keep: true).", Function);
                return null;
            }

            return shape;
        }
        catch (TensorCodeException e)
        {
            layer.Report(e.Kind, e.Message, Function, e.Place);
            return null;
        }
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        FunctionSpec function = Find(scope.Layer)!;
        TensorValue[] given = [.. inputs.Select(i => new TensorValue(i, true))];
        TensorRun run = new(scope.Graph, scope.Layer.Functions, scope.Layer.Extents);
        TensorValue value = run.Run(function, Given(function, given, w => scope.Parameter(w.Name, w.Shape, w.Init, isWeight: w.Shape.Rank > 1)));
        return value.IsOfSample ? value.Node : scope.Graph.Broadcast(value.Node, value.Shape.WithBatch(inputs[0].Shape[0]));
    }

    public override ReceptiveField? Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output) => Sketch(layer, Find(layer)!, inputs).Macs;

    /// <summary>The function in a graph of its own, for its shape and its products.</summary>
    private static (TensorValue Value, long Macs) Sketch(Layer layer, FunctionSpec function, IReadOnlyList<Shape> inputs)
    {
        Graph graph = new();
        TensorRun run = new(graph, layer.Functions, layer.Extents);
        TensorValue[] given = [.. inputs.Select((shape, i) => new TensorValue(graph.Input($"{i}", shape.WithBatch()), true))];
        TensorValue value = run.Run(function, Given(function, given, w => graph.Parameter(w.Name, w.Shape)));
        return (value, run.Macs);
    }

    private static Dictionary<string, TensorValue> Given(FunctionSpec function, TensorValue[] values, Func<WeightDeclaration, Node> parameter)
    {
        Dictionary<string, TensorValue> given = function.Weights.Select(WeightDeclaration.Of)
            .ToDictionary(w => w.Name, w => new TensorValue(parameter(w), false));
        for (int i = 0; i < values.Length; i++)
        {
            given[function.Parameters[i]] = values[i];
        }

        return given;
    }

    private static FunctionSpec? Find(Layer layer) => layer.Functions.FirstOrDefault(f => f.Name == layer.Text(Function));

    private static Example Example(string name, string body, string[] parameters, string weights, params int[][] inputs) =>
        new($"Function = \"{name}\"", [.. inputs.Select(i => new Shape(i.Select(d => (Dim)d)))])
        {
            Functions =
            [
                new FunctionSpec(name, parameters, body, null)
                {
                    IsOfTensors = true,
                    Weights = weights.Split(';').Where(w => w.Length > 0).Select(SpecReader.ReadAttribute).ToArray(),
                },
            ],
        };
}
