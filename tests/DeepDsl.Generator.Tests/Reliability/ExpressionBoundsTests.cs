using DeepDsl.Compiler;

namespace DeepDsl.Generator.Tests.Reliability;

/// <summary>Wherever users write expressions: functions, arguments of blocks, constants.</summary>
public sealed class ExpressionBoundsTests : BoundsTest
{
    [Theory]
    [Trait("Category", "Sweep")]
    [InlineData(20_000)]
    [InlineData(50_000)]
    public void Sums_of_very_many_terms_are_refused(int terms)
    {
        string words = $"{terms - 1} operators";
        Refused("DD1019", words, Mapped($"static float F(float x) => {Sum(terms, "x")};"));
        Refused("DD1019", words, OfBlock("Dense(C)", $"const int C = {Sum(terms, "P")};"));
    }

    [Theory]
    [InlineData(3_000)]
    public void Sums_of_many_terms_are_refused_in_functions(int terms)
    {
        string words = $"{terms - 1} operators";
        Refused("DD1019", words, Mapped($"static float F(float x) => {Sum(terms, "x")};"));
        Refused("DD1019", words, Lossy($"static float F(float x, float y) => {Sum(terms, "y")};"));
        Refused("DD1019", words, OfBlock("Map(nameof(F))", $"static float F(float x) => {Sum(terms, "x")};"));
    }

    [Theory]
    [InlineData(3_000)]
    public void Sums_of_many_terms_are_refused_over_parameters_of_blocks(int terms)
    {
        string words = $"{terms - 1} operators";
        Refused("DD1019", words, OfBlock($"Dense({Sum(terms, "P")})", ""));
        Refused("DD1019", words, OfBlock("Dense(C)", $"const int C = {Sum(terms, "P")};"));
        Refused("DD1019", words, OfBlock("Map(nameof(F))", $"const int C = {Sum(terms, "P")}; static float F(float x) => x * C;"));
    }

    [Theory]
    [InlineData(3_000)]
    public void Sums_of_many_constants_are_numbers(int terms)
    {
        Compiles(OfLayers($"[Dense({Sum(terms, "1")})]").Replace("[Input(8)]", $"[Input({Sum(8, "1")})]"));
        Compiles(OfLayers("[Dense(C)]", $"const int C = {Sum(terms, "1")};"));
        Compiles(OfBlock("Dense(C)", $"const int C = {Sum(terms, "1")};"));
        Compiles(Mapped($"const float C = {Sum(terms, "1f")}; static float F(float x) => x / C;"));
    }

    [Fact]
    public void Chains_of_constants_are_numbers()
    {
        string chain = "const int C0 = 1; " + Each(2000, i => $"const int C{i + 1} = C{i} + 1;");
        Compiles(OfLayers("[Dense(C2000)]", chain));
        Compiles(OfBlock("Dense(C2000)", chain));
        Compiles(Mapped(chain + "static float F(float x) => x / C2000;"));
    }

    [Fact]
    public void Chains_of_constants_over_parameters_are_refused()
    {
        string chain = "const int C0 = P; " + Each(2000, i => $"const int C{i + 1} = C{i} + 1;");
        Refused("DD1019", "inside one another", OfBlock("Dense(C2000)", chain));
        Refused("DD1019", "inside one another", OfBlock("Map(nameof(F))", chain + "static float F(float x) => x / C2000;"));
    }

    [Fact]
    public void Constants_that_double_are_refused()
    {
        string chain = "const int C0 = P; " + Each(Doublings, i => $"const int C{i + 1} = C{i} + C{i};");
        Refused("DD1019", "operators", OfBlock($"Dense(C{Doublings})", chain));
        Refused("DD1019", "operators", OfBlock("Map(nameof(F))", chain + $"static float F(float x) => x / C{Doublings};"));
    }

    [Fact]
    public void Functions_that_double_are_refused()
    {
        string chain = "static float F0(float x) => x * 0.5f;\n" + Each(Doublings, i => $"static float F{i + 1}(float x) => F{i}(x) + F{i}(x);");
        Refused("DD1019", "operators", Mapped(chain + $"static float F(float x) => F{Doublings}(x);"));
        string arguments = "static float G(float x) => x * x;\nstatic float F(float x) => " + Nested("G(", "x", ")", Doublings) + ";";
        Refused("DD1019", "operators", Mapped(arguments));
        Refused("DD1019", "operators", Lossy(arguments.Replace("F(float x)", "F(float x, float y)")));
    }

    [Fact]
    public void Functions_that_call_each_other_in_a_chain_are_refused()
    {
        string chain = "static float F0(float x) => x;\n" + Each(2000, i => $"static float F{i + 1}(float x) => F{i}(x);");
        Refused("DD1019", "inside one another", Mapped(chain + "static float F(float x) => F2000(x);"));
    }

    /// <summary>C# itself gives up at some depth, and says so (its parser may even overflow there); we must not fall before it does.</summary>
    [Theory]
    [InlineData("(", ")")]
    [InlineData("- ", "")]
    [InlineData("-(", ")")]
    [InlineData("MathF.Sin(", ")")]
    [InlineData("G(", ")")]
    [InlineData("x + (", ")")]
    [InlineData("x > 0 ? x : ", "")]
    [InlineData("(float)", "")]
    public void Expressions_inside_one_another_are_refused(string open, string close)
    {
        foreach (int depth in (int[])[120, 200])
        {
            Answer answer = Ask(Mapped($"static float G(float x) => x; static float F(float x) => {Nested(open, "x", close, depth)};"));
            Assert.NotEmpty(answer.Errors);
            Assert.All(answer.Errors, e => Assert.True(e.Id is "DD1019" or "CS8078", $"{depth}: {e}"));
        }
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-(", ")")]
    [InlineData("P + (", ")")]
    [InlineData("P > 0 ? P : ", "")]
    [InlineData("(int)", "")]
    public void Expressions_inside_one_another_are_refused_over_parameters_of_blocks(string open, string close)
    {
        foreach (int depth in (int[])[120, 200])
        {
            Answer answer = Ask(OfBlock($"Dense({Nested(open, "P", close, depth)})", ""));
            Assert.NotEmpty(answer.Errors);
            Assert.All(answer.Errors, e => Assert.True(e.Id is "DD1019" or "CS8078", $"{depth}: {e}"));
        }
    }

    [Theory]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData("*")]
    [InlineData("/")]
    public void Expressions_of_the_largest_size_compile(string op)
    {
        string terms = string.Join($" {op} ", Enumerable.Range(0, Limits.Operations + 1).Select(i => i % 2 == 0 ? "x" : "1.5f"));
        Compiles(Mapped($"static float F(float x) => {terms};"));
        Compiles(Lossy($"static float F(float x, float y) => {terms.Replace("1.5f", "y")};"));
    }

    [Theory]
    [InlineData("MathF.Sin(", ")")]
    [InlineData("MathF.Pow(0.9f, ", ")")]
    [InlineData("1f / (1f + ", ")")]
    [InlineData("0.5f + x * (", ")")]
    [InlineData("x > 0.1f ? x : ", "")]
    [InlineData("- ", "")]
    public void Expressions_of_the_largest_depth_compile(string open, string close) =>
        Compiles(Mapped($"static float F(float x) => {Nested(open, "x", close, Limits.Nesting - 2)};"));
}
