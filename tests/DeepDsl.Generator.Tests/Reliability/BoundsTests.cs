using System.Globalization;
using DeepDsl.Compiler;

namespace DeepDsl.Generator.Tests.Reliability;

/// <summary>Layers, blocks, names and sizes.</summary>
public sealed class BoundsTests : BoundsTest
{
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
    public void Blocks_inside_one_another_are_refused() => Refuse_blocks_inside_one_another(200);

    [Fact]
    [Trait("Category", "Sweep")]
    public void Thousands_of_blocks_inside_one_another_are_refused() => Refuse_blocks_inside_one_another(2000);

    private static void Refuse_blocks_inside_one_another(int depth)
    {
        string blocks = "using DeepDsl; [Block, Dense(8)] public partial class B0;\n" + Each(depth, i => $"[Block, B{i}] public partial class B{i + 1};");
        Answer answer = Ask(blocks, OfLayers($"[B{depth}, Dense(1)]"));
        Assert.Equal(["DD1024"], answer.Ids);
        Assert.Equal(depth + 1 - Limits.BlockNesting, answer.Errors.Count); // once for each block that is too deep
    }

    [Fact]
    public void Blocks_that_contain_each_other_are_refused()
    {
        string Circle(int blocks) => "using DeepDsl;\n" + Each(blocks, i => $"[Block, Dense(8), B{(i + 1) % blocks}] public partial class B{i};");
        Assert.Equal(["DD1016"], Ask(Circle(15), OfLayers("[B0, Dense(1)]")).Ids);
        Assert.Equal(["DD1024"], Ask(Circle(40), OfLayers("[B0, Dense(1)]")).Ids);
    }

    [Fact]
    [Trait("Category", "Sweep")]
    public void Many_layers_are_refused()
    {
        Refused("DD1024", "20001 layers", OfLayers(Each(20_000, _ => "[Dense(8)]")));
        Refused("DD1024", "20001 layers", OfLayers(Each(20_000, _ => "[Tanh]")));
    }

    [Theory]
    [Trait("Category", "Sweep")]
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
    [Trait("Category", "Sweep")]
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

    /// <summary>What one layer does, the next does twice: orders of features, tables of weights.</summary>
    [Fact]
    public void Tables_are_bounded()
    {
        string doubles = "[Flatten(Name = \"c0\")]\n" + Each(20, i => $"[Concat(\"c{i}\", Name = \"c{i + 1}\")]") + "\n[Dense(1)]";
        Refused("DD1024", "4096", OfLayers(doubles).Replace("Input(8)", "Input(3, 3, 2)"));
        Refused("DD2011", "262144", OfLayers("[Upsample1D(16383, Mode = Interpolation.Bilinear, AlignCorners = true)]")
            .Replace("Input(8)", "Input(65536, 1)"));
    }

    [Fact]
    public void Layers_that_only_move_compile_in_any_number() =>
        Compiles(OfLayers("[Sigmoid]\n" + Each(3000, _ => "[Flatten]") + "\n[Dense(1)]"));

    [Fact]
    public void Plans_beyond_64_bits_are_refused() => Refused("DD2011", "bytes", OfLayers(
        Each(64, _ => "[Tanh]") + "\n[Loss(Loss.MeanSquaredError), Train(BatchSize = int.MaxValue)]").Replace("Input(8)", "Input(1 << 29)"));

    [Fact]
    public void Activations_without_end_compile()
    {
        Compiles(OfLayers(Each(60, _ => "[GELU]") + "\n[Dense(1)]"));
        Compiles(OfLayers(Each(60, i => $"[SiLU(Name = \"s{i}\")]\n[Add(\"s{Math.Max(0, i - 1)}\")]") + "\n[Dense(1)]"));
        Compiles(OfLayers(Each(1100, _ => "[Tanh]") + "\n[Dense(1)]"));
        Compiles(OfLayers(Each(60, _ => "[Map(nameof(F))]") + "\n[Dense(1)]", "static float F(float x) => x * x + 0.5f;"));
    }

    [Fact]
    [Trait("Category", "Sweep")]
    public void Mistakes_without_end_are_answered()
    {
        Answer answer = Ask(OfLayers(Each(2000, i => $"[Dense(8, Name = \"name{i}\")]") + "\n"
            + Each(2000, i => $"[Dense(8, From = \"mane{i}\")]")));
        Assert.Equal(["DD1009"], answer.Ids);
        answer = Ask(OfLayers(Each(3000, i => $"[Dense(8, From = \"input\", Name = \"d{i}\")]")));
        Assert.Equal(["DD1013"], answer.Ids);
        Assert.Equal(2999, answer.Errors.Count()); // each at its layer; the last is a result
        Assert.All(answer.Errors, e => Assert.InRange(e.GetMessage(CultureInfo.InvariantCulture).Length, 1, 1000));
    }
}
