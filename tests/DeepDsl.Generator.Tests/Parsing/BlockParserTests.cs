using DeepDsl.Compiler.Spec;

namespace DeepDsl.Generator.Tests.Parsing;

public sealed class BlockParserTests
{
    private const string Wide = """
        using DeepDsl;
        namespace Blocks;
        [Block]
        [Dense(Filters * 4, Activation = Shape, Name = "x")]
        [Dense(Half, L2 = Rate / 2, Bias = !Last, When = Last && Filters > 1)]
        [Dense((int)(Filters * Rate) % 7 - Fixed, InitValue = Last ? 1 : -Rate)]
        public partial class Wide
        {
            [Parameter] const int Filters = 64;
            [Parameter(From = Of.InputChannels)] const int Channels = 1;
            [Parameter] const double Rate = 0.5;
            [Parameter] const bool Last = true;
            [Parameter] const Activation Shape = Activation.ReLU;
            const int Half = (Filters + 1) / 2;
            const int Fixed = 2 + 1;
        }
        """;

    private static string Problems(BlockDeclaration block) => string.Join("\n", block.Problems.Select(p => $"{p.Kind}: {p.Message}"));

    [Fact]
    public void Arguments_stay_expressions_over_the_parameters()
    {
        BlockDeclaration block = Parsed.Block(Wide);
        Assert.Equal(
        [
            "Dense(Units = (Filters * 4), Activation = Shape, Name = \"x\")",
            "Dense(Units = ((Filters + 1) / 2), L2 = (Rate / (double)2), Bias = !Last, When = (Last && (Filters > 1)))",
            "Dense(Units = (((int)(Filters * Rate) % 7) - 3), InitValue = (Last ? 1 : -Rate))",
        ], block.Block.Layers.Select(l => l.ToString()));
        Assert.Equal(
        [
            new("Filters", "int", new NumberArgument(64), false),
            new("Channels", "int", new NumberArgument(1), true),
            new("Rate", "double", new NumberArgument(0.5), false),
            new("Last", "bool", new BoolArgument(true), false),
            new("Shape", "global::DeepDsl.Activation", new EnumArgument("Activation", "ReLU"), false),
        ], block.Block.Parameters);
        Assert.Empty(block.Problems);
    }

    [Fact]
    public void A_parameter_may_bear_the_name_of_its_own_type()
    {
        BlockDeclaration block = Parsed.Block("""
            using DeepDsl;
            [Block, Dense(1, Activation = Activation, When = Activation != Activation.ReLU)]
            partial class B { [Parameter] const Activation Activation = Activation.Tanh; }
            """);
        Assert.Equal("Dense(Units = 1, Activation = Activation, When = (Activation != Activation.ReLU))", block.Block.Layers[0].ToString());
        Assert.Empty(block.Problems);
    }

    [Fact]
    public void A_use_in_the_same_compilation_is_read_from_syntax()
    {
        ModelSpec spec = Parsed.Model(Wide, """
            using DeepDsl;
            using Blocks;
            [Model, Input(4), Wide(Filters = 2 * Size, Shape = Activation.Tanh, Repeat = 3), Blocks.Wide(Last = false), Dense(1)]
            partial class Net { const int Size = 8; }
            """);
        Assert.Equal("Input(Shape = [4]); Wide(Filters = 16, Shape = Activation.Tanh, Repeat = 3); Wide(Last = false); Dense(Units = 1)",
            string.Join("; ", spec.Layers));
        Assert.Equal(["Wide"], spec.Blocks.Select(b => b.Name));
        Assert.Empty(spec.Problems);
    }

    [Fact]
    public void Blocks_nest()
    {
        ModelSpec spec = Parsed.Model(Wide, """
            using DeepDsl;
            partial class Outer
            {
                [Block, Blocks.Wide(Filters = Size / 2), Tanh] partial class Deep { [Parameter] const int Size = 8; }
                [Model, Input(4), Deep(Size = 6), Dense(1)] partial class Net;
            }
            """);
        Assert.Equal(["Wide", "Deep"], spec.Blocks.Select(b => b.Name).Reverse());
        Assert.Equal("Wide(Filters = (Size / 2))", spec.Blocks.Single(b => b.Name == "Deep").Layers[0].ToString());
    }

    [Theory]
    [InlineData("[Block, Dense(1)] class B;", "NotPartial: B must be partial, so that its implementation can be generated.")]
    [InlineData("partial class Outer<T> { [Block, Tanh] partial class B; }", "DeclarationForm: B is inside a generic type; [Block] needs an ordinary class.")]
    [InlineData("[Block] partial class B;", "NoLayers: B has no layer; add one below [Block], such as [Dense(10)].")]
    [InlineData("[Block, Input(1), Dense(1)] partial class B;",
        "MisplacedInput: B is a block, which reads what it is put on and gives its last value; remove [Input].")]
    [InlineData("[Block, Dense(1), Loss(Loss.Huber)] partial class B;", "DeclarationForm: [Loss] speaks of a model, but B is a block; move it.")]
    [InlineData("[Block, Dense(N << 1)] partial class B { [Parameter] const int N = 1; }",
        "UnsupportedExpression: Dense: \"N << 1\" can't be kept as an expression over the block's parameters; use + - * / %, comparisons, && || ! and ?:.")]
    [InlineData("[Block, Dense(1)] partial class B { [Parameter] static readonly int N = 1; }",
        "BlockParameter: Parameter N must be a constant of type int, double, bool, string or an enum: [Parameter] const int N = 1;")]
    [InlineData("[Block, Dense(1)] partial class B { [Parameter] const int Repeat = 1; }",
        "ReservedName: Parameter Repeat of B has the name of a member that every layer has; rename it.")]
    [InlineData("[Block, Dense(1)] partial class B { [Parameter] const int Padding = 1; }",
        "ReservedName: Parameter Padding of B hides the type Padding inside the attributes of its class; rename it.")]
    [InlineData("[Block, Tanh] partial class Dense;", "ReservedName: Dense is the name of a layer; give the block another name.")]
    [InlineData("[Block, Other] partial class B; [Block, B] partial class Other;", "BlockRecursion: Block B contains itself; a block must end.")]
    public void A_wrong_block_is_one_problem(string declaration, string expected) =>
        Assert.Equal(expected, Problems(Parsed.Block("using DeepDsl;\n" + declaration)));

    [Theory]
    [InlineData("[Block, Dense(1)] class B;")]
    [InlineData("[Block, B] partial class B;")]
    public void A_model_on_a_broken_block_says_only_that(string block)
    {
        ModelSpec spec = Parsed.Model("using DeepDsl; [Model, Input(1), B] partial class Net;", "using DeepDsl;\n" + block);
        Problem problem = Assert.Single(spec.Problems);
        Assert.Equal(ProblemKind.BrokenBlock, problem.Kind);
        Assert.StartsWith("Net uses block B. ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_blocks_of_one_name_clash()
    {
        ModelSpec spec = Parsed.Model("""
            using DeepDsl;
            namespace X { [Block, Dense(1)] public partial class B; }
            namespace Y { [Block, Dense(2)] public partial class B; }
            [Model, Input(1), X.B, Y.B] partial class Net;
            """);
        Assert.Equal("Two different blocks are called B here; rename one of them.", Assert.Single(spec.Problems).Message);
    }
}
