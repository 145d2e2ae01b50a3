using DeepDsl.Compiler.Spec;

namespace DeepDsl.Generator.Tests.Parsing;

public sealed class FunctionReaderTests
{
    private static FunctionSpec Function(string members) => Assert.Single(Parsed.Model($$"""
        using DeepDsl; using System; using static System.MathF;
        [Model, Input(1), Map(nameof(F)), Dense(1)] partial class Net { {{members}} }
        """).Functions);

    [Theory]
    [InlineData("static float F(float x) => x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));", "x * Tanh(Log(1 + Exp(x)))")]
    [InlineData("static float F(float x) { return (float)Math.Sqrt(x) + 0.5f; }", "(Sqrt(x)) + 0.5")]
    [InlineData("const float A = 3f; static float F(float v) => v > A / 2 ? -v : A * (v - MathF.PI);", "v > 1.5 ? -v : 3 * (v - 3.1415927410125732)")]
    [InlineData("static float F(float x) => Exp(-2 * x) * (1 / 2);", "Exp((-2) * x) * 0")]
    [InlineData("static float F(float x) => G(x + 1, 2) - G(x, x); static float G(float a, float b) => a * b;",
        "((x + 1) * (2)) - ((x) * (x))")]
    [InlineData("static float F(float x) => x is 1 ? 2 : x;", null)]
    public void Bodies_are_normalised(string members, string? expected) => Assert.Equal(expected, Function(members).Body);

    [Theory]
    [InlineData("x * Rate", "x * {Rate}")]
    [InlineData("x > Filters / 2 ? -Rate * x : (float)Filters * Fixed", "x > {(Filters / 2)} ? {-Rate} * x : {(Filters * 3)}")]
    [InlineData("Half * x + Filters / 2f", "{((Filters + 1) / 2)} * x + {(Filters / (double)2)}")]
    [InlineData("Last && Kind == Activation.Tanh ? MathF.Sqrt(Filters) : G(x, Rate)",
        "{(Last && (Kind == Activation.Tanh))} ? Sqrt({Filters}) : ((x) * ({Rate}) + {Filters})")]
    [InlineData("G(Rate, x) + F(x)", null)]
    [InlineData("x * (Filters << 1)", null)]
    public void Parameters_of_a_block_stay_expressions(string body, string? expected)
    {
        FunctionSpec function = Assert.Single(Parsed.Block($$"""
            using DeepDsl; using System;
            [Block, Map(nameof(F))]
            partial class B
            {
                [Parameter] const int Filters = 64;
                [Parameter] const float Rate = 0.5f;
                [Parameter] const bool Last = true;
                [Parameter] const Activation Kind = Activation.ReLU;
                const int Half = (Filters + 1) / 2;
                const int Fixed = 2 + 1;
                static float F(float x) => {{body}};
                static float G(float Half, float Rate) => Half * Rate + Filters;
            }
            """).Block.Functions);
        Assert.Equal(expected, function.Body);
        Assert.Equal(expected is null, function.Error is not null);
    }

    [Fact]
    public void Conditions_that_are_constant_fold() => Assert.Equal(
        "1 ? x : 2", Function("const bool Keep = true; static float F(float x) => Keep ? x : 2;").Body);

    [Theory]
    [InlineData("static float F(float x) { var y = x; return y; }", "F must be one expression: static float F(float x) => ...;")]
    [InlineData("float F(float x) => x;", "F must be static and take and return float.")]
    [InlineData("static float F(int x) => x;", "F must be static and take and return float.")]
    [InlineData("static float F(float x) => F(x);", "\"F(x)\" can't be replaced by its body; F must be one expression over float parameters and not call itself.")]
    [InlineData("static float F(float x) => float.Parse(\"1\");",
        "\"\"1\"\" can't be differentiated; use the parameters, constants, + - * /, comparisons, ?: and the functions of MathF.")]
    [InlineData("static float F(float x) => Random.Shared.Next() * x;", "\"Random.Shared.Next()\" can't be differentiated; call methods of MathF or of Net.")]
    [InlineData("static float F(float x) => x; static float F(float x, float y) => x;",
        "Net has several methods F; give the one that is meant a name of its own.")]
    public void What_cannot_be_read_says_why(string members, string error)
    {
        FunctionSpec function = Function(members);
        Assert.Null(function.Body);
        Assert.Equal(error, function.Error);
    }

    [Fact]
    public void A_missing_method_is_named() => Assert.Equal(
        "Net has no method Swish; declare static float Swish(float x) => ...;",
        Assert.Single(Parsed.Model("using DeepDsl; [Model, Input(1), Map(\"Swish\")] partial class Net;").Functions).Error);
}
