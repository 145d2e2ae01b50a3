using DeepDsl.Compiler.Spec;
using DeepDsl.Generator.Tests.Harness;
using DeepDsl.Generator.Tests.Parsing;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Generator.Tests;

public sealed class BlockGenerationTests
{
    private const string Library = """
        using DeepDsl;
        namespace Blocks;
        [Block, Dense(Filters, Activation = Kind), Map(nameof(Cube))]
        public partial class Inner
        {
            [Parameter] const int Filters = 64;
            [Parameter] const Activation Kind = Activation.ReLU;
            static float Cube(float x) => x * x * x / Filters;
        }

        [Block]
        [Inner(Filters = Size / 2, Kind = Activation.Tanh, Repeat = 2)]
        [Dense(Size, Bias = !Last, L2 = Rate)]
        public partial class Outer
        {
            [Parameter(From = Of.InputChannels)] const int Size = 3;
            [Parameter] const bool Last = false;
            [Parameter] const double Rate = 1;
        }
        """;

    [Fact]
    public Task A_block_becomes_an_attribute() =>
        Verifier.Verify(GeneratorRun.Of(Library).Compiles().Files["Blocks.Outer.deepdsl.g.cs"]);

    [Fact]
    public void A_block_in_a_referenced_assembly_reads_as_one_in_the_same()
    {
        const string user = """
            using DeepDsl;
            using Blocks;
            [Model, Input(4), Outer(Size = 6, Rate = 0.25, When = true), Dense(1)] partial class Net;
            """;
        using MemoryStream library = new();
        Assert.True(GeneratorRun.Of(Library).Output.WithAssemblyName("Library").Emit(library).Success);
        ModelSpec same = Parsed.Model(user, Library);
        ModelSpec other = Parsed.ModelIn(Sources.Compile(user).AddReferences(MetadataReference.CreateFromImage(library.ToArray()))).Spec;
        Assert.Equal(same with { Blocks = same.Blocks.OrderBy(b => b.Name).ToArray() }, other with { Blocks = other.Blocks.OrderBy(b => b.Name).ToArray() });
        Assert.Equal(2, other.Blocks.Count);
    }

    [Fact]
    public void Blocks_compile_whatever_their_accessibility_and_place()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using DeepDsl;
            [Block, Dense(1)] internal partial class A;
            namespace N.M
            {
                public partial class Box
                {
                    public partial struct Inside { [Block, Dense(1)] private partial class B { [Parameter] const float Rate = 0.1f; } }
                }

                [Block, Dense(N)] public partial class C { [Parameter] const int N = -3; enum Padding { } }
            }
            """).Compiles();
        Assert.Equal(["A.deepdsl.g.cs", "N.M.Box.Inside.B.deepdsl.g.cs", "N.M.C.deepdsl.g.cs"], run.Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_analyzer_sees_the_same_specification_after_generation()
    {
        const string user = "using DeepDsl; using Blocks; [Model, Input(4), Outer(Size = 6, Rate = 1), Dense(1)] partial class Net { int _own; }";
        GeneratorRun run = GeneratorRun.Of(user, Library);
        Assert.Equal(Parsed.Model(user, Library), Parsed.ModelIn(run.Output).Spec);
    }
}
