using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Functions;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

public sealed class FunctionBodyTests
{
    private static readonly double[] Points = [-2.5, -1, -0.3, 0, 0.4, 1, 1.6, 3];

    /// <summary>Each text with the same text as C#.</summary>
    private static readonly Dictionary<string, Func<double, double, double>> Bodies = new()
    {
        ["x"] = (x, y) => x,
        ["1.5e-1 + .5 * x - y / 2"] = (x, y) => 1.5e-1 + (.5 * x) - (y / 2),
        ["x - y - 2 - 1"] = (x, y) => x - y - 2 - 1,
        ["8 / (x + 4) / 2 * y"] = (x, y) => 8 / (x + 4) / 2 * y,
        ["-x * -(y + (-3))"] = (x, y) => -x * -(y + (-3)),
        ["- -x"] = (x, y) => x,
        ["x > 0 ? x : y > 0 ? y : 7"] = (x, y) => x > 0 ? x : y > 0 ? y : 7,
        ["x >= 0.4 && !(y < 1) || x == -1 ? 1 : 2"] = (x, y) => (x >= 0.4 && !(y < 1)) || x == -1 ? 1 : 2,
        ["x != y ? x <= y ? 1 : 2 : 3"] = (x, y) => x != y ? x <= y ? 1 : 2 : 3,
        ["Abs(x) + Sign(y) + Floor(x) + Ceiling(y)"] = (x, y) => Math.Abs(x) + Math.Sign(y) + Math.Floor(x) + Math.Ceiling(y),
        ["Sqrt(Abs(x)) * Exp(y) + Log(Abs(x) + 1)"] = (x, y) => (Math.Sqrt(Math.Abs(x)) * Math.Exp(y)) + Math.Log(Math.Abs(x) + 1),
        ["Log2(Exp(x)) + Log10(Exp(y)) + Log(Exp(x), 3)"] = (x, y) =>
            Math.Log2(Math.Exp(x)) + Math.Log10(Math.Exp(y)) + Math.Log(Math.Exp(x), 3),
        ["Tanh(x) + Sin(x) * Cos(y) - Tan(y)"] = (x, y) => Math.Tanh(x) + (Math.Sin(x) * Math.Cos(y)) - Math.Tan(y),
        ["Max(x, y) * Min(x, 1) + Clamp(y, -1, 0.5)"] = (x, y) => (Math.Max(x, y) * Math.Min(x, 1)) + Math.Clamp(y, -1, 0.5),
        ["Pow(x, 2) + Pow(Abs(x) + 1, y)"] = (x, y) => Math.Pow(x, 2) + Math.Pow(Math.Abs(x) + 1, y),
        ["Log(1 + Exp(x)) + Log(Exp(y) + 1)"] = (x, y) => Math.Log(1 + Math.Exp(x)) + Math.Log(Math.Exp(y) + 1),
        ["x / (1 + Exp(-y)) + 1 / (Exp(x) + 1)"] = (x, y) => (x / (1 + Math.Exp(-y))) + (1 / (Math.Exp(x) + 1)),
    };

    public static TheoryData<string> Texts() => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Reads_what_csharp_computes(string text)
    {
        Expr body = Read(text);
        foreach (double x in Points)
        {
            foreach (double y in Points)
            {
                Assert.Equal(Bodies[text](x, y), Value(body, x, y), 1e-12);
            }
        }
    }

    [Theory]
    [InlineData("x + z", "\"z\"")]
    [InlineData("Gamma(x)", "\"Gamma(x)\"")]
    [InlineData("Max(x)", "\"Max(x)\"")]
    [InlineData("x % 2", "\"% 2\"")]
    [InlineData("x +", "\"its end\"")]
    [InlineData("(x", "\"its end\"")]
    [InlineData("x ? 1", "\"its end\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    public void Says_what_it_cannot_read(string text, string place)
    {
        (Expr? body, string? error) = FunctionBody.Read(new FunctionSpec("F", new[] { "x", "y" }, text, null));
        Assert.Null(body);
        Assert.StartsWith($"F cannot be differentiated at {place} in \"{text}\"; use the parameters (x, y), numbers", error);
    }

    [Fact]
    public void Passes_on_what_the_generator_could_not_read() =>
        Assert.Equal("F must be static.", FunctionBody.Read(new FunctionSpec("F", new[] { "x" }, null, "F must be static.")).Error);

    [Theory]
    [InlineData("x * Tanh(Log(1 + Exp(x)))", 1e3, 1)]
    [InlineData("x * Tanh(Log(1 + Exp(x)))", -1e3, 0)]
    [InlineData("x / (1 + Exp(-x))", 1e3, 1)]
    [InlineData("x / (1 + Exp(-x))", -1e3, 0)]
    public void Derivatives_of_the_usual_formulas_do_not_overflow(string text, double x, double expected) =>
        Assert.Equal(expected, Value(Exprs.Differentiate(Read(text), 0), x, 0), 1e-12);

    [Theory]
    [InlineData("ExpM1(x)")]
    [InlineData("LogP1(x)")]
    public void Functions_that_MathF_lacks_are_not_for_users(string text) =>
        Assert.NotNull(FunctionBody.Read(new FunctionSpec("F", new[] { "x" }, text, null)).Error);

    [Theory]
    [InlineData("Missing", ProblemKind.UnknownName,
        "Map(\"Missing\") (layer 1) names the function Missing, which the class does not have; "
        + "declare static float Missing(float x) => ...;")]
    [InlineData("Two", ProblemKind.UnsupportedExpression, "Map(\"Two\") (layer 1) needs a function of one float, but Two takes 2.")]
    [InlineData("Loop", ProblemKind.UnsupportedExpression,
        "Map(\"Loop\") (layer 1) has a function that the compiler cannot read: Loop has a loop.")]
    public void Map_reports_a_function_that_does_not_fit(string function, ProblemKind kind, string message)
    {
        ModelSpec spec = OneLayerModel.Spec(new Map(), new Example($"Function = \"{function}\"", [3])
        {
            Functions = [new("Two", new[] { "x", "y" }, "x + y", null), new("Loop", new[] { "x" }, null, "Loop has a loop.")],
        });
        Problem problem = Assert.Single(BuildModel.Run(spec, training: false).Problems);
        Assert.Equal((kind, message, "Function"), (problem.Kind, problem.Message.Replace(", From = \"in1\"", ""), problem.Argument));
    }

    private static Expr Read(string text)
    {
        (Expr? body, string? error) = FunctionBody.Read(new FunctionSpec("F", new[] { "x", "y" }, text, null));
        Assert.Null(error);
        return body!;
    }

    private static double Value(Expr body, params double[] at) => Exprs.Evaluate(body, i => at[i], _ => 1);
}
