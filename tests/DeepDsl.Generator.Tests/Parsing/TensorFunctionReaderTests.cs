using System.Text.RegularExpressions;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Generator.Tests.Parsing;

public sealed class TensorFunctionReaderTests
{
    [Theory]
    [InlineData("static FloatTensor F(FloatTensor x) => x.Tanh() + 1;", "Add(Tanh(x), (1))")]
    [InlineData("static FloatTensor F(FloatTensor x) { var h = -x; const int axis = 1; FloatTensor s = h.Sum(axis), t = s * h; return t / 2f; }",
        "h = Negate(x); s = Sum(h, (1), (0)); t = Multiply(s, h); Divide(t, (2))")]
    [InlineData("static FloatTensor F(FloatTensor x) => x.Sum(keep: true, axis: -2).Reshape(3, -1).Permute(1, 0);",
        "Permute(Reshape(Sum(x, (-2), (1)), [(3), (-1)]), [(1), (0)])")]
    [InlineData("static FloatTensor F(FloatTensor x) => x.Map(v => v * MathF.Tanh(v)).Map(x, (a, b) => a - b);",
        "Map(Map(x, [\"v\"], \"v * Tanh(v)\"), x, [\"a\", \"b\"], \"a - b\")")]
    [InlineData("static FloatTensor F(FloatTensor x) => x.Map(G); static float G(float v) => v > 0 ? v : 0;", "Map(x, [\"v\"], \"v > 0 ? v : 0\")")]
    [InlineData("static FloatTensor F(FloatTensor x) => 1 - x * MathF.Sqrt(2 * MathF.Exp(1));", "Subtract((1), Multiply(x, \"Sqrt(2 * Exp(1))\"))")]
    [InlineData("static FloatTensor F(FloatTensor @in) => G(@in, (FloatTensor)2) + (@in); static FloatTensor G(FloatTensor a, FloatTensor b) => a * b;",
        "Add(Call(\"G\", in, (2)), in)")]
    public void Bodies_become_calls(string members, string expected) =>
        Assert.Equal(expected, Regex.Replace(Function(members, out string? error).Body ?? error!, @"'\d+", ""));

    [Fact]
    public void Functions_that_are_called_are_read_too() => Assert.Equal(
        ["F: Call(\"G\", x)", "G: Call(\"H\", v)", "H: Exp(v)"],
        Parsed.Model(Source("""
            static FloatTensor F(FloatTensor x) => G(x); static FloatTensor G(FloatTensor v) => H(v); static FloatTensor H(FloatTensor v) => v.Exp();
            """)).Functions.Select(f => $"{f.Name}: {Regex.Replace(f.Body!, @"'\d+", "")}"));

    [Fact]
    public void Parameters_of_a_block_stay_expressions()
    {
        FunctionSpec function = Assert.Single(Parsed.Block("""
            using System; using DeepDsl;
            [Block, Compute(nameof(F))]
            partial class B
            {
                [Parameter] const int Units = 64;
                [Parameter] const Init Start = Init.HeNormal;
                static FloatTensor F(FloatTensor x, [Weight(3, Units / 2, Init = Start)] FloatTensor w) =>
                    x.MatMul(w).Slice(0, 0, Units / 4) * Units / MathF.Sqrt(Units);
            }
            """).Block.Functions);
        Assert.Equal("Divide(Multiply(Slice(MatMul(x, w), (0), (0), {(Units / 4)}), {Units}), \"Sqrt({Units})\")", Regex.Replace(function.Body!, @"'\d+", ""));
        Assert.Equal("w(Shape = [3, (Units / 2)], Init = Start)", Assert.Single(function.Weights).ToString());
        Assert.Equal("x", Assert.Single(function.Parameters));
    }

    [Theory]
    [InlineData("FloatTensor F(FloatTensor x) => x;", "F must be static, and take and return FloatTensor.")]
    [InlineData("static FloatTensor F(FloatTensor x, int n) => x;", "F must be static, and take and return FloatTensor.")]
    [InlineData("static FloatTensor F(FloatTensor x) { for (;;) { } }",
        "\"for (;;) { }\" can't be differentiated; a function of tensors has declarations with var, each with a value, and a return.")]
    [InlineData("static FloatTensor F(FloatTensor x) { x = x + x; return x; }",
        "\"x = x + x;\" can't be differentiated; a function of tensors has declarations with var, each with a value, and a return.")]
    [InlineData("static FloatTensor F(FloatTensor x) { float n = 2; return x * n; }",
        "\"n = 2\" is no FloatTensor; declare a number with const, or write it where it is used.")]
    [InlineData("static FloatTensor F(FloatTensor x) => Other.Of(x); static class Other { public static FloatTensor Of(FloatTensor x) => x; }",
        "\"Other.Of(x)\" can't be differentiated; use the parameters, numbers, + - * /, and methods of FloatTensor or of Net.")]
    [InlineData("static FloatTensor F(FloatTensor x) => true ? x : -x;",
        "\"true ? x : -x\" can't be differentiated; use the parameters, numbers, + - * /, and methods of FloatTensor or of Net.")]
    [InlineData("static FloatTensor F(FloatTensor x) => x.Sum((int)MathF.Sqrt(4));",
        "\"(int)MathF.Sqrt(4)\" can't be differentiated; use the parameters, constants, + - * /, comparisons, ?: and the functions of MathF.")]
    [InlineData("static int[] Sizes => [1]; static FloatTensor F(FloatTensor x) => x.Reshape(Sizes);", "\"Sizes\" can't be read; write the numbers one by one.")]
    [InlineData("static FloatTensor F(FloatTensor x) => x.Map(v => { return v; });",
        "\"v => { return v; }\" can't be read; name a static method of Net, or write a lambda that is one expression.")]
    [InlineData("static FloatTensor F(FloatTensor x) => x.Map(v => Random.Shared.Next() * v);",
        "\"Random.Shared.Next()\" can't be differentiated; call methods of MathF or of Net.")]
    [InlineData("static FloatTensor F(FloatTensor x) => G(x, x); static FloatTensor G(FloatTensor x, [Weight(1)] FloatTensor w) => x * w;",
        "\"G(x, x)\" calls a function that has weights, which only one that a layer names can have; pass them to it.")]
    public void What_cannot_be_read_says_why(string members, string expected)
    {
        Assert.Null(Function(members, out string? error).Body);
        Assert.Equal(expected, error);
    }

    private static FunctionSpec Function(string members, out string? error)
    {
        FunctionSpec function = Parsed.Model(Source(members)).Functions[0];
        error = function.Error;
        return function;
    }

    private static string Source(string members) =>
        $$"""using System; using DeepDsl; [Model, Input(3), Compute(nameof(F))] partial class Net { {{members}} }""";
}
