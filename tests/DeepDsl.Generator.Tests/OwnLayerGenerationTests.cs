using DeepDsl.Compiler.Spec;
using DeepDsl.Generator.Tests.Harness;
using DeepDsl.Generator.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace DeepDsl.Generator.Tests;

/// <summary>Layers whose function the class has itself.</summary>
public sealed class OwnLayerGenerationTests
{
    private const string Library = """
        using DeepDsl;
        namespace Layers;
        [Block, Compute(nameof(Forward), Beside)]
        public partial class Gated
        {
            [Parameter] const int Units = 4;
            [Parameter] const string Beside = "";
            [Parameter(From = Of.InputChannels)] const int Inputs = 1;
            static FloatTensor Forward(
                FloatTensor x, FloatTensor y, [Weight(Inputs, Units)] FloatTensor w, [Weight(Units, Init = Init.Constant, InitValue = 0.5)] FloatTensor b)
            {
                var gate = Gate(y);
                return x.MatMul(w) * gate.Map(v => v / Units) + b; // as it should be
            }

            static FloatTensor Gate(FloatTensor y) => y.Sigmoid();
        }
        """;

    private const string User = """
        using DeepDsl;
        using Layers;
        [Model, Input(6, Name = "x"), Dense(4, Name = "y"), Gated(Units = 4, Beside = "y", From = "x"), Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Net;
        """;

    [Fact]
    public Task A_layer_becomes_an_attribute() =>
        Verifier.Verify(GeneratorRun.Of(Library).Compiles().Files["Layers.Gated.deepdsl.g.cs"]);

    [Theory]
    [InlineData("// gated1.compute1 [N, 4] = .compute1.product * (.compute1.sigmoid / 4) + .compute1.b")]
    [InlineData("// dY [N, 4] = gated1.compute1.sigmoid * (1 - gated1.compute1.sigmoid) * (0.25 * (gated1.compute1.product * dGated1.compute1))")]
    public void A_layer_is_compiled_and_differentiated_as_those_that_ship(string launch) =>
        Assert.Contains(launch, GeneratorRun.Of(User, Library).Compiles().Files["Net.Programs.deepdsl.g.cs"], StringComparison.Ordinal);

    [Fact]
    public void A_layer_in_a_referenced_assembly_reads_as_one_in_the_same()
    {
        using MemoryStream library = new();
        Assert.True(GeneratorRun.Of(Library).Output.WithAssemblyName("Library").Emit(library).Success);
        ModelSpec same = Parsed.Model(User, Library);
        Assert.Equal(same, Parsed.ModelIn(Sources.Compile(User).AddReferences(MetadataReference.CreateFromImage(library.ToArray()))).Spec);
        Assert.Equal(2, Assert.Single(same.Blocks).Functions.Count);
    }

    [Fact]
    public void The_analyzer_sees_the_same_specification_after_generation() =>
        Assert.Equal(Parsed.Model(User, Library), Parsed.ModelIn(GeneratorRun.Of(User, Library).Output).Spec);

    [Theory]
    [InlineData("// as it should be", "// as it must be", Cached)]
    [InlineData("var gate = Gate(y);", "var gate\n    = Gate( y ); // moved", Cached)]
    [InlineData("y.Sigmoid()", "y.Tanh()", Modified)]
    [InlineData("v / Units", "v * Units", Modified)]
    [InlineData("InitValue = 0.5", "InitValue = 0.25", Modified)]
    public void Only_an_edit_of_what_a_function_says_compiles_a_model(string before, string after, IncrementalStepRunReason reason)
    {
        GeneratorRun run = GeneratorRun.Of(User, Library);
        CSharpCompilation edited = run.Edit("File1.cs", text => text.Replace(before, after, StringComparison.Ordinal));
        Assert.Equal(reason, Assert.Single(run.Reasons(edited, TrackingNames.CompiledModels)));
    }

    [Fact]
    public void A_function_compiles_beside_warnings_as_errors() => GeneratorRun.Of("""
        using System; using DeepDsl;
        [Model, Input(3, 5), Compute(nameof(F)), Dense(1), Loss(Loss.MeanSquaredError)]
        public partial class Net
        {
            static FloatTensor F(FloatTensor x, [Weight(4, 5)] FloatTensor w)
            {
                var scores = x.MatMul(w.Transpose()) / MathF.Sqrt(5);
                return scores.Softmax(axis: 0).Concat(x.Slice(1, 0, 2).Reshape(3, -1)).Mean(axis: 0).Maximum(0);
            }
        }
        """).Compiles();
}
