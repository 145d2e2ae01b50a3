extern alias runtime;

using System.Reflection;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops.Expressions;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

/// <summary>What is wrong in a function of tensors is one problem, at the part of the method that is wrong.</summary>
public sealed class TensorFunctionTests
{
    [Theory]
    [InlineData("MatMul'7(x, w)", "has \"x.MatMul(w)\", but [3, 5] by [4, 2] meets 5 columns with 4 rows.")]
    [InlineData("Tanh'1(Add'7(Exp'3(x), w))",
        "has \"x.Exp() + w\", but [3, 5] and [4, 2] do not broadcast: counted from the last, sizes must be equal, or 1 in one of both.")]
    [InlineData("Sum'7(x, (2), (0))", "has \"x.Sum(2, 0)\", but [3, 5] has the axes 0 to 1, or -2 to -1 from the end, but not 2.")]
    [InlineData("Softmax'7(Sum'3(Sum'4(x, 0, 0), 0, 0), (-1))", "has \"x.Sum(0, 0).Sum(0, 0).Softmax(-1)\", but has no axes, so none is -1.")]
    [InlineData("Reshape'7(x, [(4), (-1)])", "has \"x.Reshape(4, -1)\", but [3, 5] has 15 elements.")]
    [InlineData("Reshape'7(x, [(0), (-1)])", "has \"x.Reshape(0, -1)\", but each size must be at least 1, and a single one may be -1, for what is left.")]
    [InlineData("Slice'7(x, (1), (2), (4))", "has \"x.Slice(1, 2, 4)\", but [3, 5] has there 5 places, from 0 on.")]
    [InlineData("Concat'7(x, w, (0))", "has \"x.Concat(w, 0)\", but [3, 5] and [4, 2] differ in more than the size of axis 0.")]
    [InlineData("Permute'7(x, [(1), (1)])", "has \"x.Permute(1, 1)\", but [3, 5] needs each of its axes 0 to 1 once.")]
    [InlineData("Transpose'7(Sum'1(x, 0, 0))", "has \"x.Sum(0, 0).Transpose()\", but [5] has not two axes to swap.")]
    [InlineData("MatMul'7(x, (2))", "has \"x.MatMul(2)\", but a number is no matrix; multiply by it with *.")]
    [InlineData("MatMul'7(Reshape'1(x, [3, 1, 5]), Reshape'2(x, [1, 5, 3]))",
        "has \"x.Reshape(3, 1, 5).MatMul(x.Reshape(1, 5, 3))\", but [3, 1, 5] and [1, 5, 3] have different axes before their matrices.")]
    public void Shapes_that_do_not_fit_are_named_where_they_meet(string body, string expected)
    {
        Problem problem = Problem(body);
        Assert.Equal($"ExpressionShapes: Compute(\"F\") (layer 1) {expected}", $"{problem.Kind}: {problem.Message}");
        Assert.Equal((new CodePlace("F", 7), "Function"), (problem.Place, problem.Argument));
    }

    [Theory]
    [InlineData("Sum'1(Sum'2(x, 0, 0), 0, 0)",
        "ExpressionShapes: Compute(\"F\") (layer 1) gives one number without axes; let F end in Reshape(1), or keep an axis: Sum(keep: true).")]
    [InlineData("Newer'7(x)", "UnsupportedExpression: Compute(\"F\") (layer 1) calls Newer, which this version does not know.")]
    [InlineData("Call'7(\"F\", x)", "UnsupportedExpression: Compute(\"F\") (layer 1) calls F inside itself; a function must end.")]
    [InlineData("Multiply'7(Reshape'1(x, [15, 1]), Reshape'2(big, [1, 100000000]))",
        "TooLarge: Compute(\"F\") (layer 1) has a value [15, 100000000], 1.5E+09 numbers, where at most 1073741824 fit. Make it smaller.")]
    public void What_cannot_be_computed_is_one_problem(string body, string expected)
    {
        Problem problem = Problem(body);
        Assert.Equal(expected, $"{problem.Kind}: {problem.Message}");
    }

    [Fact]
    public void Every_method_of_FloatTensor_is_known()
    {
        IEnumerable<string> methods = typeof(runtime::DeepDsl.FloatTensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(m => m.Name).Distinct();
        Assert.DoesNotContain(methods, m => TensorMethods.Find(m) is null);
    }

    private static Problem Problem(string body)
    {
        AttributeSpec[] weights = [SpecReader.ReadAttribute("w(Shape = [4, 2])"), SpecReader.ReadAttribute("big(Shape = [100000000])")];
        ModelSpec spec = new()
        {
            Name = "Net",
            Layers = new[] { SpecReader.ReadAttribute("Input(Shape = [3, 5])"), SpecReader.ReadAttribute("Compute(Function = \"F\")") },
            Functions = new FunctionSpec[] { new("F", new[] { "x" }, body, null) { IsOfTensors = true, Weights = weights } },
        };
        return Assert.Single(BuildModel.Run(spec, training: true).Problems);
    }
}
