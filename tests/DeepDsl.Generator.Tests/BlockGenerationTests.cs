using DeepDsl.Compiler.Spec;
using DeepDsl.Generator.Tests.Harness;
using DeepDsl.Generator.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
    public void A_block_of_odd_names_and_values_in_a_referenced_assembly_reads_as_one_in_the_same()
    {
        const string library = """
            using System; using DeepDsl;
            namespace @class.@event { public partial class Outer<T, U> { public enum @enum { @int, @true } } public enum @true { @false, हिन्दी } }
            namespace Blocks
            {
                [Block, Dense(Größe, Name = "a\n\"\u2028", Bias = @true && K == @class.@event.Outer<int, string[]>.@enum.@true), Map(nameof(@in))]
                public partial class @function
                {
                    [Parameter] const int Größe = 3; [Parameter] const int मात्रा = 4; [Parameter] const bool @true = true; [Parameter] const bool @null = false;
                    [Parameter] const double NaN = double.NaN; [Parameter] const double Infinity = double.NegativeInfinity; [Parameter] const float F = float.NaN;
                    [Parameter] const long L = long.MaxValue; [Parameter] const double Z = -0.0; [Parameter] const double E = 1e-320;
                    [Parameter] const @class.@event.Outer<int, string[]>.@enum K = @class.@event.Outer<int, string[]>.@enum.@int;
                    [Parameter] const @class.@event.@true T = @class.@event.@true.हिन्दी;
                    static float @in(float @out) => @out * (float)(L * Z) + (@null ? 1 : 2) + मात्रा;
                }
            }
            """;
        const string user = """
            using DeepDsl; using Blocks;
            [Model, Input(4), function(Größe = 6, मात्रा = 2, @null = true, T = @class.@event.@true.@false, Z = 0.5, L = 3), function, Dense(1)] partial class Net;
            """;
        using MemoryStream image = new();
        Assert.True(GeneratorRun.Of(library).Compiles().Output.WithAssemblyName("Library").Emit(image).Success);
        CSharpCompilation alone = Sources.Compile(user).AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        Assert.Equal(Parsed.Model(user, library), Parsed.ModelIn(alone).Spec);
        GeneratorRun.Of(user, library).Compiles();
        GeneratorRun.Of(alone).Compiles();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("block")]
    [InlineData("block B(")]
    [InlineData("block B(int P = 1)\n{\n  Dense(Units = \"a);\n}\n")]
    [InlineData("block B()\n{\n  Dense(Units = 1e99999999999999999999) whatever;\n}\n")]
    [InlineData("")]
    public void A_block_whose_text_another_version_wrote_is_no_layer_that_is_known(string text)
    {
        string user = $$"""
            using DeepDsl;
            [DeepDsl.CompilerServices.BlockDefinition({{SymbolDisplay.FormatLiteral(text, quote: true)}})] class BAttribute : BlockUseAttribute;
            [Model, Input(2), B, Dense(1)] partial class Net;
            """;
        Problem problem = Assert.Single(Compiler.Pipeline.Compile(Parsed.Model(user)).Problems);
        Assert.Equal((ProblemKind.UnknownLayer, "B is not a layer that this version knows. Remove it, or take a newer version of DeepDsl."), (problem.Kind, problem.Message));
        GeneratorRun.Of(user).Compiles();
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

    /// <summary>Without it C# would reject the uses, and hide what is wrong with the block.</summary>
    [Theory]
    [InlineData("public partial record Mine")]
    [InlineData("public static partial class Mine")]
    [InlineData("public partial class Mine<T>")]
    public void A_block_of_a_form_that_cannot_be_has_an_attribute_all_the_same(string declaration) => GeneratorRun.Of(
        $"using DeepDsl; [Block, Dense(Units), ReLU] {declaration} {{ [Parameter] const int Units = 3; }}",
        "using DeepDsl; [Model, Input(2), Mine(Units = 4), Dense(2)] public partial class Net { static float Use(Net net, float[] x) => net.Predict(x)[0]; }").Compiles();
}
