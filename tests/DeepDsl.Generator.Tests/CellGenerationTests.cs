using DeepDsl.Compiler.Spec;
using DeepDsl.Generator.Tests.Harness;
using DeepDsl.Generator.Tests.Parsing;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Generator.Tests;

public sealed class CellGenerationTests
{
    /// <summary>Zhou et al., 2016: one gate forgets and updates.</summary>
    private const string Library = """
        using DeepDsl;
        namespace Cells;
        [Cell, State("h", Units)]
        [Dense(Units), Gate(Units = Units, Beside = "h"), Sigmoid(Name = "f")]
        [Multiply("h")]
        [Dense(Units, Bias = false, When = Linear == false)]
        [Gate(Units = Units, Beside = "x"), Tanh]
        [Subtract("h"), Multiply("f"), Add("h", Name = "new"), Next("h", "new")]
        public partial class MinimalGated
        {
            [Parameter] const int Units = 64;
            [Parameter] const bool Linear = false;
        }

        [Block, Identity(Name = "above"), Dense(Units, From = Beside, Bias = false), Add("above")]
        public partial class Gate
        {
            [Parameter] const int Units = 64;
            [Parameter] const string Beside = "";
        }
        """;

    private const string User = """
        using DeepDsl;
        using Cells;
        [Model, Input(6, 3), MinimalGated(Units = 18, Return = Return.Last), Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Net;
        """;

    [Fact]
    public Task A_cell_becomes_an_attribute() =>
        Verifier.Verify(GeneratorRun.Of(Library).Compiles().Files["Cells.MinimalGated.deepdsl.g.cs"]);

    [Fact]
    public Task A_cell_becomes_a_loop() => Verifier.Verify(GeneratorRun.Of(User, Library).Compiles().Files["Net.Programs.deepdsl.g.cs"]);

    [Theory]
    [InlineData("Precision.BFloat16")]
    [InlineData("Precision.TensorFloat32")]
    public void A_cell_compiles_for_products_of_fewer_bits(string precision) => Assert.Contains("Net.Programs.deepdsl.g.cs", GeneratorRun.Of(
        User.Replace("Return = Return.Last)", "Repeat = 2, Bidirectional = Merge.Concat, Return = Return.Last)", StringComparison.Ordinal)
            .Replace("public partial", $"[Train(Precision = {precision})] public partial", StringComparison.Ordinal),
        Library).Compiles().Files.Keys);

    [Fact]
    public void A_cell_in_a_referenced_assembly_reads_as_one_in_the_same()
    {
        using MemoryStream library = new();
        Assert.True(GeneratorRun.Of(Library).Output.WithAssemblyName("Library").Emit(library).Success);
        ModelSpec same = Parsed.Model(User, Library);
        ModelSpec other = Parsed.ModelIn(Sources.Compile(User).AddReferences(MetadataReference.CreateFromImage(library.ToArray()))).Spec;
        Assert.Equal(same with { Blocks = same.Blocks.OrderBy(b => b.Name).ToArray() }, other with { Blocks = other.Blocks.OrderBy(b => b.Name).ToArray() });
        Assert.True(other.Blocks.Single(b => b.Name == "MinimalGated").IsCell);
    }

    [Fact]
    public void The_analyzer_sees_the_same_specification_after_generation()
    {
        GeneratorRun run = GeneratorRun.Of(User, Library);
        Assert.Equal(Parsed.Model(User, Library), Parsed.ModelIn(run.Output).Spec);
    }
}
