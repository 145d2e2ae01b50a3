using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Programs;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>What a model of smaller precision rounds: the operands of products, what layers give to layers, and nothing else.</summary>
public sealed class ReducePrecisionTests
{
    private const int Batch = 3;

    private static readonly string[] Layers =
    [
        "Input(Shape = [6, 6, 2])", "Conv2D(Filters = 3, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false)", "BatchNorm", "GELU",
        "Conv2D(Filters = 4, Kernel = 1)", "MaxPool2D(Kernel = 2)", "Flatten", "Dense(Units = 5, Activation = Activation.Tanh)", "Dense(Units = 2)",
    ];

    [Theory]
    [InlineData("BFloat16", 16)]
    [InlineData("TensorFloat32", 13)]
    public void Products_read_numbers_of_the_format(string precision, int dropped)
    {
        UnitGraphs[] units = Derived(precision);
        Assert.Contains(Operands(units), v => !Fits(v, dropped)); // so that what follows says something
        Assert.All(Operands(Reduced(units, precision)), v => Assert.True(Fits(v, dropped), $"{v:R} is read by a product."));
    }

    [Fact]
    public void Layers_give_numbers_of_16_bits_to_layers_and_the_model_gives_floats()
    {
        UnitGraphs training = Derived("BFloat16")[0];
        Node[] given = [.. training.Activations];
        Node output = training.Programs[0].Results[0].Node;
        Assert.Equal(7, given.Length);
        Assert.DoesNotContain(output, given);

        IReadOnlyList<Node> reduced = ReducePrecision.Run(output.Graph, [.. given, output], UnaryOp.RoundBFloat16, given, Target.Cpu);
        Interpreter interpreter = new(Batch, Leaves());
        Assert.All(reduced.Take(given.Length), n => Assert.All(interpreter.Evaluate(n).Values, v => Assert.True(Fits(v, 16), $"{n} is {v:R}.")));
        Assert.Contains(interpreter.Evaluate(reduced[given.Length]).Values, v => !Fits(v, 16));
    }

    [Fact]
    public void Only_products_of_TensorFloat32_round()
    {
        UnitGraphs training = Reduced(Derived("TensorFloat32"), "TensorFloat32")[0];
        HashSet<Node> nodes = Reachability.From(training.Programs.SelectMany(p => p.Results).Select(r => r.Node));
        Node[] rounded = [.. nodes.Where(n => n is MapNode { Body: UnaryExpr { Op: UnaryOp.RoundTensorFloat32 } })];
        Assert.NotEmpty(rounded);
        Assert.All(rounded, r => Assert.All(nodes.Where(n => n.Inputs.Contains(r)), n => Assert.True(IsProduct(n), $"{n} reads {r}.")));
    }

    [Theory]
    [InlineData(UnaryOp.RoundBFloat16)]
    [InlineData(UnaryOp.RoundTensorFloat32)]
    public void What_is_rounded_is_not_rounded_again(UnaryOp format)
    {
        Graph graph = new();
        Node x = graph.Unary(UnaryOp.RoundBFloat16, graph.Input("x", new Shape(Dim.N, 4, 2)));
        Node moved = graph.Slice(graph.Pad(graph.Transpose(graph.Max(x, 0), 0, 2, 1), 2, 0, 1), 2, 1, 4);
        Node y = graph.MatMul(graph.Reshape(moved, new Shape(Dim.N, 8)), graph.Constant(new Shape(8, 1), [1, 2, 3, 4, 0.5, 0, -1, -0.25]));
        Assert.Same(y, ReducePrecision.Run(graph, [y], format, [x, moved], Target.Cpu).Single());
    }

    [Fact]
    public void What_TensorFloat32_keeps_BFloat16_rounds()
    {
        Graph graph = new();
        Node x = graph.Unary(UnaryOp.RoundTensorFloat32, graph.Input("x", new Shape(Dim.N, 4)));
        Node y = graph.MatMul(x, graph.Constant(new Shape(4, 1), [1, 2, 3, 4]));
        Node reduced = ReducePrecision.Run(graph, [y], UnaryOp.RoundBFloat16, [], Target.Cpu).Single();
        Assert.IsType<UnaryExpr>(Assert.IsType<MapNode>(reduced.Inputs[0]).Body);
    }

    /// <summary>Those of the cpu are rounded before; in groups, there too.</summary>
    [Theory]
    [InlineData("BFloat16", UnaryOp.RoundBFloat16)]
    [InlineData("TensorFloat32", UnaryOp.RoundTensorFloat32)]
    public void Products_of_the_gpu_round_as_they_read(string precision, UnaryOp format)
    {
        ModelSpec spec = Spec($"Precision = Precision.{precision}") with { Gpu = true };
        ModelPrograms programs = Pipeline.Programs(Pipeline.Build(spec), new Inspection(dumps: false));
        Assert.All(Roundings(programs.Cpu), r => Assert.Null(r));
        Assert.All(Roundings(programs.Gpu!), r => Assert.Equal(format, r));
        Assert.NotEmpty(Roundings(programs.Gpu!));
        Assert.True(Rounded(programs.Gpu!) < Rounded(programs.Cpu));
        Assert.Equal(precision == "BFloat16", Rounded(programs.Gpu!) > 0);

        Graph graph = new();
        Node grouped = graph.Conv(
            graph.Input("x", new Shape(Dim.N, 6, 4)), graph.Input("w", new Shape(3, 2, 4)), new ConvGeometry(new[] { new WindowAxis(3, 1, 1, 0, 0) }, 2));
        Node reduced = ReducePrecision.Run(graph, [grouped], format, [], Target.Gpu).Single();
        Assert.All(reduced.Inputs, i => Assert.Equal(format, Assert.IsType<UnaryExpr>(Assert.IsType<MapNode>(i).Body).Op));
    }

    [Fact]
    public void A_model_of_32_bits_is_compiled_to_the_same_text_whether_it_says_so_or_not() =>
        Assert.Equal(Pipeline.Compile(Spec("")).Files, Pipeline.Compile(Spec("Precision = Precision.Float32")).Files);

    /// <summary>Whether the last bits of a float are zero.</summary>
    private static bool Fits(double value, int dropped) =>
        (float)value == value && BitConverter.SingleToUInt32Bits((float)value) << (32 - dropped) == 0;

    private static IEnumerable<double> Operands(UnitGraphs[] units)
    {
        foreach (Node[] results in units.SelectMany(u => u.Programs).Select(p => p.Results.Select(r => r.Node).ToArray()))
        {
            Interpreter interpreter = new(Batch, Leaves());
            Node[] products = [.. Reachability.From(results).Where(IsProduct)];
            foreach (double value in products.SelectMany(p => p.Inputs).SelectMany(i => interpreter.Evaluate(i).Values))
            {
                yield return value;
            }
        }
    }

    private static bool IsProduct(Node node) => node is MatMulNode or ConvNode or ConvInputGradientNode or ConvWeightGradientNode;

    private static IEnumerable<UnaryOp?> Roundings(TargetPrograms programs) => Launches(programs).Select(l => l switch
    {
        MatMulLaunch m => (true, m.Rounding),
        ConvLaunch c => (true, c.Rounding),
        ConvWeightLaunch c => (true, c.Rounding),
        _ => (false, (UnaryOp?)null),
    }).Where(l => l.Item1).Select(l => l.Item2);

    /// <summary>How many expressions of launches round.</summary>
    private static int Rounded(TargetPrograms programs) => Launches(programs).SelectMany(l => l switch
    {
        MapLaunch m => m.Results.Select(r => r.Body),
        ReduceLaunch r => r.Results.Select(x => x.Result.Body),
        MatMulLaunch m => [m.Epilogue.Body],
        ConvLaunch c => [c.Epilogue.Body],
        _ => Enumerable.Empty<Expr>(),
    }).Count(Rounds);

    private static bool Rounds(Expr e) => e is UnaryExpr { Op: UnaryOp.RoundBFloat16 or UnaryOp.RoundTensorFloat32 } || Exprs.Parts(e).Any(Rounds);

    private static IEnumerable<Launch> Launches(TargetPrograms programs) => programs.Units.SelectMany(u => u.Programs).SelectMany(p => p.Launches);

    private static Func<Node, Tensor> Leaves()
    {
        Dictionary<Node, Tensor> known = [];
        Random random = new(5);
        return leaf =>
        {
            if (!known.TryGetValue(leaf, out Tensor? value))
            {
                known[leaf] = value = new Tensor([.. leaf.Shape.Select(d => (int)d.Evaluate(_ => Batch))]);
                for (int i = 0; i < value.Values.Length; i++)
                {
                    value.Values[i] = (float)(0.1 + random.NextDouble());
                }
            }

            return value;
        };
    }

    private static UnitGraphs[] Reduced(UnitGraphs[] units, string precision) =>
        [.. units.Select(u => ReducePrecision.Run(u, Spec($"Precision = Precision.{precision}").Train.ProductRounding!.Value, Target.Cpu))];

    private static UnitGraphs[] Derived(string precision)
    {
        BuiltModel model = Pipeline.Build(Spec($"Precision = Precision.{precision}"));
        Assert.Empty(model.Problems.Select(p => p.Message));
        Layout layout = new(model.Training);
        return [DeriveGraphs.Training(model.Training, model.Losses, layout), DeriveGraphs.Inference(model.Inference, model.Losses)];
    }

    private static ModelSpec Spec(string train) => new()
    {
        Name = "Net",
        Layers = Layers.Select(SpecReader.ReadAttribute).ToArray(),
        Settings = new[] { SpecReader.ReadAttribute("Loss(Kind = Loss.MeanSquaredError)"), SpecReader.ReadAttribute($"Train({train})") },
    };
}
