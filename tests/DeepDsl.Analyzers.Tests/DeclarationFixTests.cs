using DeepDsl.Analyzers.Tests.Harness;

namespace DeepDsl.Analyzers.Tests;

/// <summary>What is offered for declarations and wires, in order; whatever is chosen leaves no finding.</summary>
public sealed class DeclarationFixTests
{
    private static string Model(string layers, string name = "Net") => $"[Model, {layers}]\npartial class {name};\n";

    [Theory]
    [InlineData("Dense(2), Input(3)", "Move [Input] above it")] // DD1006
    [InlineData("Input(2), Output(\"y\"), Dense(3, Name = \"y\")", "Move it behind the layers")] // DD1009
    [InlineData("Input(2), Dense(2, Name = \"a\"), ReLU, Dense(3, Name = \"a\")", "Rename to \"a2\"")] // DD1010
    [InlineData("Input(2), Dense(2, Name = \"a\"), ReLU, Dense(2, Name = \"A\"), ReLU, Dense(2), Add(\"A\")", "Rename to \"A2\"")]
    [InlineData("Input(2), Identity(Name = \"x\"), Dense(3)", "Remove [Identity]")] // DD1011
    [InlineData("Input(5, 2), GRU(3, FinalState = new[] { \"h\" }), Dense(3)", "Remove FinalState")] // DD1011
    [InlineData("Input(2), Dense(2, Name = \"loss\"), Tanh, Dense(2), Add(\"loss\")", "Rename to \"loss2\"")] // DD1014
    [InlineData("Input(2), Dense(3, Name = \"a\"), ReLU, Dense(4, Share = \"a\")", "Remove Share")] // DD1015
    [InlineData("Input(8, 8, 1), Conv2D(4)", "Set Kernel = 3")] // DD1020
    [InlineData("Input(8, 8, 1), MaxPool2D, Flatten, Dense(2)", "Set Kernel = 2")]
    [InlineData("Input(2, Name = \"x\"), Tanh(Name = \"a\"), Softsign(From = \"x\", Name = \"b\"), Output(\"a\"), Output(\"b\"), Loss(Loss.Huber)",
        "Set Output = \"a\"", "Set Output = \"b\"")]
    [InlineData("Input(2), Dense(0)", "Set Units = 1")] // DD1021
    [InlineData("Input(2), Dense(-8)", "Set Units = 8")]
    [InlineData("Input(250, 2), LSTM(8, Checkpoint = 16)", "Set Checkpoint = 10", "Set Checkpoint = 25")]
    [InlineData("Input(250, 2), LSTM(8, Checkpoint = 300)", "Set Checkpoint = 250")]
    [InlineData("Input(64), Dense(64, Activation = Activation.ReLU), Dropout(20), Dense(2)", "Set Rate = 0.2")]
    [InlineData("Input(64), Dense(64, Activation = Activation.ReLU), Dropout(1.5), Dense(2)", "Set Rate = 0.15")]
    [InlineData("Input(-1, 28, 28, 1), Conv2D(4, Kernel = 3)", "Change Shape to 28, 28, 1")]
    [InlineData("Input(4, 4), Softmax(Axis = 2)", "Set Axis = 1")]
    [InlineData("Input(4, 4, 2), Permute(1, 3, 2)", "Change Order to 0, 2, 1")]
    [InlineData("Input(8, 8, 1), Conv2D(4, Kernel = 3, Padding = Padding.Causal)", "Set Padding = Padding.Same")]
    [InlineData("Input(8, 8, 1), Conv2D(4, Kernel = 3, Pad = 1, Padding = Padding.Same)", "Remove Pad", "Remove Padding")] // DD1022
    [InlineData("Input(8, 8, 1), Conv2D(4, Kernel = 3, PadH = 1, PadW = 2, Padding = Padding.Same)", "Remove PadH and Remove PadW", "Remove Padding")]
    [InlineData("Input(8, 8, 1), Upsample2D(2, AlignCorners = true), Flatten, Dense(2)", "Set Mode = Interpolation.Bilinear", "Remove AlignCorners")]
    public Task Offers(string layers, params string[] titles) => FixTest.Offers(Model(layers), titles);

    /// <summary>What the first fix writes, in two models at once.</summary>
    [Theory]
    [InlineData("Dense(2), Input(3)", "Input(3), Dense(2)")] // DD1006
    [InlineData("Input(2), Output(\"y\"), Dense(3, Name = \"y\")", "Input(2), Dense(3, Name = \"y\"), Output(\"y\")")] // DD1009
    [InlineData("Input(2), Dense(3, Name = \"y\"), Output(\"y\"), Loss(Loss.Huber, Output = \"z\")",
        "Input(2), Dense(3, Name = \"y\"), Output(\"y\"), Loss(Loss.Huber, Output = \"y\")")]
    [InlineData("Input(2), Dense(2, Name = \"a\"), ReLU, Dense(2, Name = \"a\"), ReLU, Dense(2), Add(\"b\")",
        "Input(2), Dense(2, Name = \"a\"), ReLU, Dense(2, Name = \"b\"), ReLU, Dense(2), Add(\"b\")")]
    [InlineData("Input(2), Dense(2, Name = \"a\"), ReLU, Dense(2, Name = \"a\"), ReLU, Dense(2), Add(\"a\")",
        "Input(2), Dense(2, Name = \"a\"), ReLU, Dense(2, Name = \"a2\"), ReLU, Dense(2), Add(\"a\")")] // DD1010
    [InlineData("Input(2), Identity(Name = \"x\"), Dense(3)", "Input(2), Dense(3)")] // DD1011
    [InlineData("Input(2), Dense(2, Name = \"loss\"), Tanh, Dense(2), Add(\"loss\"), Tanh, Dense(2, Share = \"loss\")",
        "Input(2), Dense(2, Name = \"loss2\"), Tanh, Dense(2), Add(\"loss2\"), Tanh, Dense(2, Share = \"loss2\")")] // DD1014
    [InlineData("Input(2), Dense(3, Name = \"a\"), ReLU, Dense(4, Share = \"a\")", "Input(2), Dense(3, Name = \"a\"), ReLU, Dense(4)")] // DD1015
    [InlineData("Input(8, 8, 1), Conv2D(4)", "Input(8, 8, 1), Conv2D(4, Kernel = 3)")] // DD1020
    [InlineData("Input(2), Dense(0, Activation = Activation.ReLU)", "Input(2), Dense(1, Activation = Activation.ReLU)")] // DD1021
    [InlineData("Input(-1, 28, 28, 1), Conv2D(4, Kernel = 3)", "Input(28, 28, 1), Conv2D(4, Kernel = 3)")]
    [InlineData("Input(4, 4, 2), Permute(0, 3, 1, 2)", "Input(4, 4, 2), Permute(2, 0, 1)")]
    [InlineData("Input(8, 8, 1), Conv2D(4, 3, Pad = 1, Padding = Padding.Same)", "Input(8, 8, 1), Conv2D(4, 3, Padding = Padding.Same)")] // DD1022
    [InlineData("Input(8, 8, 1), Conv2D(4, Kernel = 3, PadH = 1, PadW = 2, Padding = Padding.Same)",
        "Input(8, 8, 1), Conv2D(4, Kernel = 3, Padding = Padding.Same)")]
    [InlineData("Input(8, 8, 1), Conv2D(4, Kernel = 3, Padding = Padding.Same, PadH = 1, PadW = 2)",
        "Input(8, 8, 1), Conv2D(4, Kernel = 3, Padding = Padding.Same)")]
    public Task Fixes_all(string before, string after) =>
        FixTest.FixesAll(Model(before, "First") + Model(before, "Second"), Model(after, "First") + Model(after, "Second"));

    /// <summary>They keep their order, which two repairs one after the other would not.</summary>
    [Fact]
    public Task DD1004_gathers_the_layers_of_all_parts() => FixTest.FixesAll(
        "[Model]\n[Input(2)]\n[Dense(8)]\npartial class Net;\n\n// The rest.\n[ReLU, Dense(3)]\n[Loss(Loss.Huber)]\npartial class Net;\n",
        "[Model]\n[Input(2)]\n[Dense(8)]\n[ReLU]\n[Dense(3)]\n[Loss(Loss.Huber)]\npartial class Net;\n\n// The rest.\npartial class Net;\n");

    [Fact]
    public Task DD1007_block_reads_what_it_is_put_on() => FixTest.FixesAll(
        "[Block]\n[Input(2)]\n[Dense(8)]\npartial class A;\n\n[Block, Input(2, Name = \"x\"), Dense(2), Add(\"x\")]\npartial class B;\n",
        "[Block]\n[Dense(8)]\npartial class A;\n\n[Block, Identity(Name = \"x\"), Dense(2), Add(\"x\")]\npartial class B;\n");

    [Fact]
    public Task DD1007_block_gives_its_last_value() => FixTest.Fixed(
        "[Block, Dense(2), Tanh(Name = \"y\"), Output(\"y\")]\npartial class B;\n", "Remove [Output]", "[Block, Dense(2), Tanh(Name = \"y\")]\npartial class B;\n");

    [Fact]
    public Task DD1012_all_values_of_a_model_become_outputs() => FixTest.FixesAll(
        "[Model]\n[Input(2, Name = \"x\")]\n[Dense(3, Name = \"a\", Trainable = false)]\n[Dense(4, From = \"x\", Name = \"b\", Trainable = false)]\n[Dense(2, From = \"x\", Name = \"y\")]\n"
        + "[Output(\"y\")]\n[Loss(Loss.Huber)]\npartial class Net;\n",
        "[Model]\n[Input(2, Name = \"x\")]\n[Dense(3, Name = \"a\", Trainable = false)]\n[Dense(4, From = \"x\", Name = \"b\", Trainable = false)]\n[Dense(2, From = \"x\", Name = \"y\")]\n"
        + "[Output(\"y\")]\n[Loss(Loss.Huber, Output = \"y\")]\n[Output(\"a\")]\n[Output(\"b\")]\npartial class Net;\n");

    /// <summary>What a cell starts from is read by its name, and goes along; what it leaves has a name, which is taken.</summary>
    [Theory]
    [InlineData("Input(4, Name = \"start\"), Dense(2, Name = \"loss\"), Input(5, 2, Name = \"steps\"), C(InitialState = new[] { \"loss\" }), Dense(1)",
        "Rename to \"loss2\"",
        "Input(4, Name = \"start\"), Dense(2, Name = \"loss2\"), Input(5, 2, Name = \"steps\"), C(InitialState = new[] { \"loss2\" }), Dense(1)")]
    [InlineData("Input(5, 2), C(FinalState = new[] { \"a2\" }, Return = Return.Last, Name = \"a\"), Dense(2, Name = \"a\"), Add(\"a2\")",
        "Rename to \"a3\"",
        "Input(5, 2), C(FinalState = new[] { \"a2\" }, Return = Return.Last, Name = \"a\"), Dense(2, Name = \"a3\"), Add(\"a2\")")]
    [InlineData("Input(4, Name = \"start\"), Dense(2, Name = \"loss\"), Input(5, 2, Name = \"steps\"), GRU(2, InitialState = [\"loss\"]), Dense(1)",
        "Rename to \"loss2\"",
        "Input(4, Name = \"start\"), Dense(2, Name = \"loss2\"), Input(5, 2, Name = \"steps\"), GRU(2, InitialState = [\"loss2\"]), Dense(1)")]
    public Task Names_of_states_are_names(string before, string title, string after)
    {
        const string Cell = "[Cell, State(\"h\", 2), Dense(2), Add(\"h\"), Tanh, Next(\"h\")]\npartial class C;\n\n";
        return FixTest.Fixed(Cell + Model(before), title, Cell + Model(after));
    }

    [Theory]
    [InlineData("Dense(2), Tanh")] // no input of which the shape were known
    [InlineData("Input(2)")]
    public Task Nothing_mechanical(string layers) => FixTest.NotFixed(Model(layers));
}
