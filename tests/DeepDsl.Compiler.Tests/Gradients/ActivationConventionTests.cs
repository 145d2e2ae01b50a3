using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Tests.Gradients;

/// <summary>What finite differences cannot see: derivatives at kinks, and values so large that exp overflows.</summary>
public sealed class ActivationConventionTests
{
    public static TheoryData<string> Activations() => [.. OpTable.All.OfType<ActivationOp>().Select(o => o.Name)];

    /// <summary>PyTorch's, except that hard swish at -3 and 3 takes the outer pieces (as PyTorch does from 2.6 on).</summary>
    [Theory]
    [InlineData("ReLU", 0, 0)]
    [InlineData("ReLU6", 0, 0)]
    [InlineData("ReLU6", 6, 0)]
    [InlineData("LeakyReLU", 0, 0.01)]
    [InlineData("PReLU", 0, 0.25)]
    [InlineData("ELU", 0, 1)]
    [InlineData("SELU", 0, 1.0507009873554804934193349852946 * 1.6732632423543772848170429916717)]
    [InlineData("Softsign", 0, 1)]
    [InlineData("HardSigmoid", -3, 0)]
    [InlineData("HardSigmoid", 3, 0)]
    [InlineData("HardSwish", -3, 0)]
    [InlineData("HardSwish", 3, 1)]
    public void Derivative_at_a_kink(string name, double x, double expected) =>
        Assert.Equal(expected, ValueAndGradient(OpTable.Find(name)!, [x], [1]).Gradient[0], 12);

    [Theory]
    [MemberData(nameof(Activations))]
    public void Large_values_stay_finite(string name)
    {
        // exp of these is infinite or zero in double, as exp of 100 is in float.
        foreach (double x in new double[] { 1e3, -1e3, 1e5, -1e5 })
        {
            (double[] value, double[] gradient) = ValueAndGradient(OpTable.Find(name)!, [x, 0, -x], [1, 2, -3]);
            Assert.All(value.Concat(gradient), v => Assert.True(double.IsFinite(v), $"{name}({x}) = [{string.Join(", ", value)}], "
                + $"gradient [{string.Join(", ", gradient)}]"));
        }
    }

    [Fact]
    public void Softmax_of_equal_scores_is_uniform_however_large() =>
        Assert.Equal([0.25, 0.25, 0.25, 0.25], ValueAndGradient(OpTable.Find("Softmax")!, [1e5, 1e5, 1e5, 1e5], [1, 0, 0, 0]).Value);

    [Fact]
    public void Log_softmax_of_an_unlikely_class_does_not_underflow() =>
        Assert.Equal([0, -2e3], ValueAndGradient(OpTable.Find("LogSoftmax")!, [1e3, -1e3], [1, 0]).Value);

    private static (double[] Value, double[] Gradient) ValueAndGradient(Op op, double[] x, double[] dy)
    {
        ModelGraph model = OneLayerModel.Build(op, new Example("", [x.Length]) { Batch = 1 }, training: false);
        Graph g = model.Graph;
        (Node input, Node output) = (model.Inputs[0].Node, model.Outputs[0].Node);
        Node seed = g.Constant(new Shape(1, dy.Length), dy);
        Node gradient = Differentiate.Run(g, new Dictionary<Node, Node> { [output] = seed }, [input])[0]!;
        Interpreter interpreter = new(1, leaf => leaf is ParameterNode
            ? new Tensor([x.Length], [.. x.Select(_ => 0.25)])
            : new Tensor([1, x.Length], x));
        return (interpreter.Evaluate(output).Values, interpreter.Evaluate(gradient).Values);
    }
}
