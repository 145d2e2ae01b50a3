using System.Globalization;
using System.Text;
using DeepDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Generator.Tests.Reliability;

/// <summary>
/// Declarations of absurd size are answered in seconds, on a small stack: by code, or by one error that says how large they may be.
/// </summary>
[Collection(nameof(Alone))]
public sealed class BoundsTests
{
    private const int Doublings = 28;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static string Sum(int terms, string term) => string.Join(" + ", Enumerable.Repeat(term, terms));

    private static string Nested(string open, string inner, string close, int depth) =>
        new StringBuilder().Insert(0, open, depth).Append(inner).Insert(open.Length * depth + inner.Length, close, depth).ToString();

    private static string Each(int count, Func<int, string> line) => string.Join("\n", Enumerable.Range(0, count).Select(line));

    private static string Mapped(string members) =>
        $"using System; using DeepDsl; [Model, Input(2), Map(nameof(F)), Dense(1)] public partial class Net {{ {members} }}";

    private static string Lossy(string members) => "using System; using DeepDsl; [Model, Input(2), Dense(1), Loss(nameof(F))] "
        + $"public partial class Net {{ {members} }}";

    private static string OfBlock(string layers, string members) => $$"""
        using System; using DeepDsl;
        [Block, {{layers}}] public partial class B { [Parameter] const int P = 1; {{members}} }
        [Model, Input(2), B(P = 2), Dense(1)] public partial class Net;
        """;

    private static string OfLayers(string layers, string members = "") =>
        $"using System; using DeepDsl; [Model, Input(8)]\n{layers}\npublic partial class Net {{ {members} }}";

    private static Answer Ask(params string[] sources)
    {
        Answer answer = Answer.To(sources);
        Assert.True(answer.Time < Patience, $"It took {answer.Time}.");
        return answer;
    }

    private static void Compiles(params string[] sources) => Assert.Empty(Ask(sources).Errors.Take(3));

    /// <summary>One error of that number alone, whose message has these words, and is short however much was written.</summary>
    private static void Refused(string id, string words, params string[] sources)
    {
        Diagnostic error = Assert.Single(Ask(sources).Errors);
        Assert.Equal(id, error.Id);
        Assert.Contains(words, error.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.InRange(error.GetMessage(CultureInfo.InvariantCulture).Length, 1, 1000);
    }

    /// <summary>C# itself takes seconds for the longest of them.</summary>
    [Theory]
    [Trait("Category", "Sweep")]
    [InlineData(20_000)]
    [InlineData(50_000)]
    public void Sums_of_very_many_terms_are_refused(int terms)
    {
        Sums_of_many_terms_are_refused_in_functions(terms);
        Sums_of_many_constants_are_numbers(terms);
        Refused("DD1019", $"{terms - 1} operators", OfBlock("Dense(C)", $"const int C = {Sum(terms, "P")};"));
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
        foreach (int depth in (int[])[150, 400])
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
        foreach (int depth in (int[])[150, 400])
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

    [Fact]
    public void Blocks_that_double_are_refused()
    {
        string blocks = "using DeepDsl; [Block, Dense(8)] public partial class B0;\n"
            + Each(Doublings, i => $"[Block, B{i}, B{i}] public partial class B{i + 1};");
        Refused("DD1024", "10000 layers", blocks[..blocks.IndexOf("\n[Block, B18", StringComparison.Ordinal)], OfLayers($"[B18, Dense(1)]"));
        Assert.Equal(["DD1024"], Ask(blocks, OfLayers($"[B{Doublings}, Dense(1)]")).Ids);
    }

    [Fact]
    public void Repeats_are_bounded()
    {
        const string Block = "using DeepDsl; [Block, Dense(8)] public partial class B; [Block, B(Repeat = 1000)] public partial class C;";
        Refused("DD1021", "Repeat = 1000000", Block, OfLayers("[B(Repeat = 1_000_000)]"));
        Refused("DD1024", "10000 layers", Block, OfLayers("[C(Repeat = 1000)]"));
    }

    [Fact]
    public void Blocks_inside_one_another_are_refused()
    {
        foreach (int depth in (int[])[200, 2000])
        {
            string blocks = "using DeepDsl; [Block, Dense(8)] public partial class B0;\n" + Each(depth, i => $"[Block, B{i}] public partial class B{i + 1};");
            Answer answer = Ask(blocks, OfLayers($"[B{depth}, Dense(1)]"));
            Assert.Equal(["DD1024"], answer.Ids);
            Assert.Equal(depth + 1 - Limits.BlockNesting, answer.Errors.Count); // once for each block that is too deep
        }
    }

    [Fact]
    public void Blocks_that_contain_each_other_are_refused()
    {
        string Circle(int blocks) => "using DeepDsl;\n" + Each(blocks, i => $"[Block, Dense(8), B{(i + 1) % blocks}] public partial class B{i};");
        Assert.Equal(["DD1016"], Ask(Circle(15), OfLayers("[B0, Dense(1)]")).Ids);
        Assert.Equal(["DD1024"], Ask(Circle(40), OfLayers("[B0, Dense(1)]")).Ids);
    }

    [Fact]
    public void Many_layers_compile_or_are_refused()
    {
        Refused("DD1024", "20001 layers", OfLayers(Each(20_000, _ => "[Dense(8)]")));
        Refused("DD1024", "20001 layers", OfLayers(Each(20_000, _ => "[Tanh]")));
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("Concat")]
    [InlineData("Maximum")]
    public void Merges_of_many_values_are_refused(string merge)
    {
        string names = string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"\"v{i}\""));
        Refused("DD1021", "5000 values", OfLayers(
            Each(5000, i => $"[Tanh(Name = \"v{i}\")]") + $"\n[{merge}({names})]\n[Dense(1)]"));
        Refused("DD1021", "5000 values", OfLayers($"[Dense(8)]\n[{merge}({names})]\n[Dense(1)]"));
    }

    [Fact]
    public void Many_inputs_and_outputs_are_refused()
    {
        Refused("DD1024", "5001 inputs", OfLayers(
            Each(5000, i => $"[Input(8, Name = \"i{i}\")]") + "\n[Dense(1)]"));
        Refused("DD1024", "4000 outputs", OfLayers(
            Each(4000, i => $"[Dense(8, Name = \"o{i}\")]") + "\n" + Each(4000, i => $"[Output(\"o{i}\")]")));
    }

    [Fact]
    public void Names_of_a_megabyte_are_refused()
    {
        string text = new('a', 1 << 20);
        string members = $"const string Long = \"{text}\";";
        Refused("DD1021", "1048576 characters", OfLayers("[Dense(8, Name = Long)]\n[Dense(1)]", members));
        Refused("DD1021", "1048576 characters", OfLayers("[Dense(8, From = Long)]\n[Dense(1)]", members));
        Refused("DD1021", "1048576 characters", OfLayers("[Dense(8, Name = \"a\"), Dense(8), Add(Long)]\n[Dense(1)]", members));
        Refused("DD1021", "1048576 characters", OfLayers("[Input(8, Name = Long)]\n[Dense(1)]", members));
        Refused("DD1021", "1048576 characters", OfLayers("[Dense(1), Output(Long)]", members));
        Refused("DD1021", "1048576 characters", OfLayers("[Dense(1)]\n[Loss(Loss.MeanSquaredError, Output = Long)]", members));
    }

    [Fact]
    public void Names_inside_one_another_fit_into_metadata()
    {
        string name = new('n', 40);
        string blocks = $"using DeepDsl; [Block, Dense(8, Name = \"{name}\")] public partial class B0;\n"
            + Each(15, i => $"[Block, B{i}(Name = \"{name}\")] public partial class B{i + 1};");
        Refused("DD1021", "characters", blocks, OfLayers("[B15, Dense(1)]"));
    }

    [Fact]
    public void Absurd_sizes_are_refused()
    {
        Refused("DD2011", "2147483647", OfLayers("[Dense(int.MaxValue)]"));
        Refused("DD2011", "numbers", OfLayers("[Dense(1 << 20)]\n[Dense(1 << 20)]"));
        Refused("DD1021", "16383", OfLayers("[Reshape(2, 2, 2)]\n[Conv2D(1_000_000, Kernel = 1_000_000)]"));
        Refused("DD2011", "numbers", OfLayers("[Reshape(2, 2, 2, 1)]\n[Conv3D(1_000_000, Kernel = 16383, Padding = Padding.Same)]"));
        Refused("DD2011", "numbers", OfLayers("[Upsample1D(16383)]\n[Upsample1D(16383)]").Replace("Input(8)", "Input(8, 8)"));
        Refused("DD2011", "262144", OfLayers("[Dense(1 << 26)]\n[Loss(Loss.SoftmaxCrossEntropy)]"));
        Refused("DD1021", "axes", OfLayers($"[Reshape({string.Join(", ", Enumerable.Repeat("1", 5000))}, 8)]\n[Tanh]"));
        Refused("DD1021", "axes", OfLayers("[Tanh]").Replace("Input(8)", $"Input({string.Join(", ", Enumerable.Repeat("1", 5000))})"));
    }

    [Fact]
    public void Plans_beyond_64_bits_are_refused() => Refused("DD2011", "bytes", OfLayers(
        Each(64, _ => "[Tanh]") + "\n[Loss(Loss.MeanSquaredError), Train(BatchSize = int.MaxValue)]").Replace("Input(8)", "Input(1 << 29)"));

    [Fact]
    public void Activations_without_end_compile()
    {
        Compiles(OfLayers(Each(60, _ => "[GELU]") + "\n[Dense(1)]"));
        Compiles(OfLayers(Each(60, i => $"[SiLU(Name = \"s{i}\")]\n[Add(\"s{Math.Max(0, i - 1)}\")]") + "\n[Dense(1)]"));
        Compiles(OfLayers(Each(600, _ => "[Tanh]") + "\n[Dense(1)]"));
        Compiles(OfLayers(Each(60, _ => "[Map(nameof(F))]") + "\n[Dense(1)]", "static float F(float x) => x * x + 0.5f;"));
    }

    [Fact]
    public void Mistakes_without_end_are_answered()
    {
        Answer answer = Ask(OfLayers(Each(2000, i => $"[Dense(8, Name = \"name{i}\")]") + "\n"
            + Each(2000, i => $"[Dense(8, From = \"mane{i}\")]")));
        Assert.Equal(["DD1009"], answer.Ids);
        answer = Ask(OfLayers(Each(3000, i => $"[Dense(8, From = \"input\", Name = \"d{i}\")]")));
        Assert.Equal(["DD1013"], answer.Ids);
        Assert.InRange(Assert.Single(answer.Errors).GetMessage(CultureInfo.InvariantCulture).Length, 1, 1000);
    }
}
