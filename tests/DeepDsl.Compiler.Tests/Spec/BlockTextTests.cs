using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Spec;

public sealed class BlockTextTests
{
    private static readonly BlockSpec Wide = new(
        "Wide",
        new BlockParameterSpec[]
        {
            new("Filters", "int", new NumberArgument(64), FromInputChannels: false),
            new("Rate", "double", new NumberArgument(0.25), FromInputChannels: false),
            new("Channels", "int", new NumberArgument(1), FromInputChannels: true),
            new("Padding", "global::DeepDsl.Padding", new EnumArgument("Padding", "Same"), FromInputChannels: false),
            new("Last", "bool", new BoolArgument(true), FromInputChannels: false),
        },
        new AttributeSpec[]
        {
            new("Identity", new ArgumentSpec[] { new("Name", new TextArgument("a \"quoted\"\\\nname")) }),
            new("Conv2D", new ArgumentSpec[]
            {
                new("Units", new BinaryArgument("*", new ParameterArgument("Filters"), new NumberArgument(4))),
                new("Kernel", new UnaryArgument(UnaryArgument.ToInteger,
                    new BinaryArgument("/", new ParameterArgument("Rate"), new NumberArgument(2), Real: true))),
                new("Padding", new ParameterArgument("Padding")),
                new("When", new BinaryArgument("&&", new UnaryArgument("!", new ParameterArgument("Last")),
                    new BinaryArgument(">=", new ParameterArgument("Filters"), new NumberArgument(-3)))),
            }),
            new("Concat", new ArgumentSpec[] { new("Names", new ListArgument(new Argument[] { new TextArgument("x"), new TextArgument("y") })) }),
            new("Dropout", new ArgumentSpec[]
            {
                new("Rate", new ConditionalArgument(new ParameterArgument("Last"), new ParameterArgument("Rate"), new NumberArgument(1e-7))),
            }),
            new("BatchNorm", EquatableArray<ArgumentSpec>.Empty),
        },
        new FunctionSpec[]
        {
            new("Mish", new[] { "x" }, "x * Tanh(Log(1 + Exp(x)))", null),
            new("Scale", new[] { "x" }, "x * {(Filters / 2)}", null),
            new("Loop", new[] { "x", "y" }, null, "Loop has a \"for\" statement."),
        });

    [Fact]
    public void A_block_is_read_back_as_it_was_written()
    {
        EquatableArray<BlockSpec> read = BlockText.Read(BlockText.Write([Wide, Wide with { Name = "Empty", Layers = default }]));
        Assert.Equal(2, read.Count);
        Assert.Equal(BlockText.Write([Wide]), BlockText.Write([read[0]]));
        Assert.Equal(Wide, read[0]);
        Assert.Equal("Empty", read[1].Name);
    }

    [Theory]
    [InlineData("Filters / 2", 3)]
    [InlineData("Filters / (double)2", 3.5)]
    [InlineData("(int)(Filters / 2.5)", 2)]
    [InlineData("Filters / Rate", 28)]
    [InlineData("Filters % 4 == 3 ? -Filters : Filters", -7)]
    public void Division_follows_the_types(string text, double expected)
    {
        Argument? Parameter(string name) => name == "Filters" ? new NumberArgument(7) : new NumberArgument(0.25);
        Argument read = SpecReader.ReadExpression(text);
        Argument again = SpecReader.ReadExpression(read.ToString());
        Assert.Equal(new NumberArgument(expected), read.Evaluate(Parameter));
        Assert.Equal(read, again);
    }

    [Theory]
    [InlineData("x * {(Filters / 2)} - {-Rate}", "x * (3) - (-0.25)")]
    [InlineData("{(Filters > 3)} ? x : {!(Filters > 3)}", "1 ? x : 0")]
    [InlineData("x * {(1 / (Filters - 7))} + {Rate}", null)]
    [InlineData("x * {Padding}", null)]
    public void Braces_in_a_function_become_the_values_of_a_use(string body, string? expected)
    {
        FunctionSpec used = new FunctionSpec("F", new[] { "x" }, body, null).With(name => name switch
        {
            "Filters" => new NumberArgument(7),
            "Rate" => new NumberArgument(0.25),
            _ => new EnumArgument("Padding", "Same"),
        });
        Assert.Equal(expected, used.Body);
        Assert.Equal(expected is null, used.Error is not null);
    }

    [Fact]
    public void A_damaged_text_is_refused()
    {
        string text = BlockText.Write([Wide]);
        Assert.Throws<FormatException>(() => BlockText.Read(text.Replace("Kernel", "=")));
        Assert.Throws<FormatException>(() => BlockText.Read("class Wide;"));
    }
}
