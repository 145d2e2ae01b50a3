using DeepDsl.Analyzers.Tests.Harness;

namespace DeepDsl.Analyzers.Tests;

/// <summary>What is offered for shapes that don't fit, in order; whatever is chosen leaves no finding.</summary>
public sealed class ShapeFixTests
{
    private const string Classifier = "Loss(Loss.SoftmaxCrossEntropy)";

    private const string Labels = "enum Fruit { Apple, Pear }\nenum Veg { Leek, Beet, Kale }\n";

    private static string Model(string layers, string name = "Net") => $"[Model, {layers}]\npartial class {name};\n";

    [Theory]
    [InlineData("Input(28, 28, 1), Conv2D(4, Kernel = 3, Activation = Activation.ReLU), Dense(10), " + Classifier, "Insert [Flatten]", "Insert [GlobalAvgPool2D]")] // DD2001
    [InlineData("Input(28, 3), Conv2D(4, Kernel = 3)", "Use [Conv1D]")]
    [InlineData("Input(28, 28, 3), Flatten, Conv2D(4, Kernel = 3)", "Move it above [Flatten]")]
    [InlineData("Input(16), Embedding(100, 8), GlobalAvgPool1D, Dense(1)", "Declare the input with Type = ElementType.Int32 (the data must change too)")] // DD2002
    [InlineData("Input(4, 4, 1), Conv2D(2, Kernel = 5)", "Set Padding = Padding.Same", "Set Kernel = 4")] // DD2003
    [InlineData("Input(4, 4, 1), Conv2D(2, Kernel = 5, Pad = 0)", "Set Padding = Padding.Same and Remove Pad", "Set Kernel = 4")]
    [InlineData("Input(4, 9, 1), Conv2D(2, KernelH = 5, KernelW = 3)", "Set Padding = Padding.Same", "Set KernelH = 4")]
    [InlineData("Input(1, 1, 8), Conv2D(2, Kernel = 3)", "Set Kernel = 1")]
    [InlineData("Input(3, 3, 1), MaxPool2D(4), Flatten, Dense(2)", "Set Kernel = 3")]
    [InlineData("Input(8, 8, 1), MaxPool2D(9), Conv2D(4, Kernel = 3, Padding = Padding.Same)", "Set Kernel = 2")]
    [InlineData("Input(4, 4, 1), MaxPool2D(4), Conv2D(2, Kernel = 3), ReLU, Conv2D(2, Kernel = 3)", "Set Kernel = 1, and kernels that fit below")]
    [InlineData("Input(4, 4, 1), MaxPool2D(2), Conv2D(2, Kernel = 3), ReLU, Conv2D(2, Kernel = 2)",
        "Set Padding = Padding.Same", "Remove MaxPool2D(Kernel = 2) (layer 1)", "Set Kernel = 2, and kernels that fit below")]
    [InlineData("Input(8, 4), Conv1D(2, Kernel = 5, Dilation = 2)", "Set Padding = Padding.Same", "Set Kernel = 4")]
    [InlineData("Input(1, 1, 4), ConvTranspose2D(2, Kernel = 3, Pad = 2)", "Set Pad = 1")]
    [InlineData("Input(4, 4, 1), Crop2D(2), Flatten, Dense(2)", "Set Border = 1")]
    [InlineData("Input(3, Name = \"x\"), Dense(4), Add(\"x\")", "Use [Shortcut(\"x\")]", "Set Units = 3 in Dense(4) (layer 1)")] // DD2004
    [InlineData("Input(8, 8, 3, Name = \"x\"), Conv2D(4, Kernel = 3, Stride = 2, Padding = Padding.Same), Add(\"x\")", "Use [Shortcut(\"x\")]")]
    [InlineData("Input(8, 8, 3, Name = \"x\"), Conv2D(3, Kernel = 3), Add(\"x\")", "Set Padding = Padding.Same in Conv2D(3, Kernel = 3) (layer 1)")]
    [InlineData("Input(8, 8, 3, Name = \"x\"), Conv2D(4, Kernel = 3, Stride = 2, Padding = Padding.Same, Name = \"y\"), Maximum(\"x\")",
        "Insert [Conv2D(4, Kernel = 1, Stride = 2, From = \"x\", Name = \"xProjected\")]")]
    [InlineData("Input(3, Name = \"x\"), Dense(4), Multiply(\"x\")", "Set Units = 3 in Dense(4) (layer 1)", "Insert [Dense(4, From = \"x\", Name = \"xProjected\")]")]
    [InlineData("Input(8, 8, 3, Name = \"x\"), Conv2D(4, Kernel = 3), Concat(\"x\"), Conv2D(2, Kernel = 3)", "Set Padding = Padding.Same in Conv2D(4, Kernel = 3) (layer 1)")] // DD2005
    [InlineData("Input(8, 3, Name = \"x\"), Crop1D(1), Concat(\"x\")", "Set Axis = 0")]
    [InlineData("Input(10, 10, 3, Name = \"x\"), Conv2D(4, Kernel = 3), ReLU, Conv2D(4, Kernel = 3), Shortcut(\"x\")",
        "Set Padding = Padding.Same in the layers between", "Set Otherwise = Otherwise.Skip")] // DD2006
    [InlineData("Input(784), Reshape(28, 27, 1), Conv2D(2, Kernel = 3)", "Change Shape to 28, 28, 1")] // DD2007
    [InlineData("Input(784), Reshape(-1, 27, 1), Conv2D(2, Kernel = 3)", "Change Shape to -1, 28, 1")]
    [InlineData("Input(8, 8, 12), Conv2D(8, Kernel = 3, Groups = 5)", "Set Groups = 4", "Set Groups = 2", "Set Groups = 1")] // DD2008
    [InlineData("Input(12), Dense(8, Bias = false), GroupNorm(7), ReLU, Dense(2)", "Set Groups = 4", "Set Groups = 2", "Set Groups = 1")]
    [InlineData("Input(8), Dense(1), " + Classifier, "Set Kind = Loss.SigmoidCrossEntropy")] // DD2010
    [InlineData("Input(8), Dense(3), Loss(Loss.SoftmaxCrossEntropy, ClassWeights = new[] { 1.0, 2.0 })", "Set Units = 2 in Dense(3) (layer 1)")]
    [InlineData("Input(28, 28, 1), Conv2D(4, Kernel = 3, Stride = 2)", "Set Kernel = 4", "Set Padding = Padding.Same", "Set Padding = Padding.SameUpper", "Set Stride = 1")] // DD2012
    [InlineData("Input(28, 29, 1), Conv2D(4, Kernel = 3, Stride = 2)", "Set KernelH = 4", "Set Padding = Padding.Same", "Set Padding = Padding.SameUpper", "Set Stride = 1")]
    [InlineData("Input(7, 8, 1), MaxPool2D(2), Flatten, Dense(2)", "Set KernelH = 3 and Set Stride = 2", "Set Padding = Padding.SameUpper")] // DD2013
    [InlineData("Input(9, 4), MaxPool1D(2), Flatten, Dense(2)", "Set Kernel = 3 and Set Stride = 2", "Set Padding = Padding.SameUpper", "Set Kernel = 3")]
    [InlineData("Input(1, 9, 4), Conv2D(8, Kernel = 3, Padding = Padding.Same)", "Set KernelH = 1")] // DD2015
    [InlineData("Input(6, 4), Conv1D(8, Kernel = 3, Dilation = 8, Padding = Padding.Same)", "Set Dilation = 5")]
    [InlineData("Input(2, 2, 4), Conv2D(8, Kernel = 7, Padding = Padding.Same)", "Set Kernel = 3")]
    public Task Offers(string layers, params string[] titles) => FixTest.Offers(Model(layers), titles);

    /// <summary>What the first fix writes, in two models at once.</summary>
    [Theory]
    [InlineData("Input(28, 3), Conv2D(4, Kernel = 3)", "Input(28, 3), Conv1D(4, Kernel = 3)")] // DD2001
    [InlineData("Input(28, 28, 3), Flatten, Conv2D(4, Kernel = 3)", "Input(28, 28, 3), Conv2D(4, Kernel = 3), Flatten")]
    [InlineData("Input(28, 28, 1, Name = \"x\"), Dense(10, From = \"x\"), " + Classifier, "Input(28, 28, 1, Name = \"x\"), Flatten(From = \"x\"), Dense(10), " + Classifier)]
    [InlineData("Input(4, 4, 1), Conv2D(2, kernel: 5)", "Input(4, 4, 1), Conv2D(2, kernel: 5, Padding = Padding.Same)")] // DD2003
    [InlineData("Input(3, 3, 1), MaxPool2D(4)", "Input(3, 3, 1), MaxPool2D(3)")]
    [InlineData("Input(3, Name = \"x\"), Dense(4), Add(\"x\")", "Input(3, Name = \"x\"), Dense(4), Shortcut(\"x\")")] // DD2004
    [InlineData("Input(3, Name = \"x\"), Dense(4), Tanh, Multiply(\"x\")", "Input(3, Name = \"x\"), Dense(3), Tanh, Multiply(\"x\")")]
    [InlineData("Input(8, 8, 3, Name = \"x\"), Conv2D(4, Kernel = 2, Stride = 2), Maximum(\"x\")",
        "Input(8, 8, 3, Name = \"x\"), Conv2D(4, Kernel = 2, Stride = 2), Conv2D(4, Kernel = 1, Stride = 2, From = \"x\", Name = \"xProjected\"), "
        + "Maximum(\"xProjected\", From = \"conv1\")")]
    [InlineData("Input(8, 8, 3, Name = \"x\"), Conv2D(4, Kernel = 3), Concat(\"x\")", "Input(8, 8, 3, Name = \"x\"), Conv2D(4, Kernel = 3, Padding = Padding.Same), Concat(\"x\")")] // DD2005
    [InlineData("Input(8, 8, 3, Name = \"x\"), Conv2D(4, Kernel = 1, Name = \"a\"), Conv2D(5, Kernel = 3, From = \"x\", Name = \"b\"), Conv2D(6, Kernel = 1, From = \"x\"), Concat(\"a\", \"b\")",
        "Input(8, 8, 3, Name = \"x\"), Conv2D(4, Kernel = 1, Name = \"a\"), Conv2D(5, Kernel = 3, From = \"x\", Name = \"b\", Padding = Padding.Same), Conv2D(6, Kernel = 1, From = \"x\"), Concat(\"a\", \"b\")")]
    [InlineData("Input(10, 10, 3, Name = \"x\"), Conv2D(4, Kernel = 3), ReLU, Conv2D(4, Kernel = 3), Shortcut(\"x\")",
        "Input(10, 10, 3, Name = \"x\"), Conv2D(4, Kernel = 3, Padding = Padding.Same), ReLU, Conv2D(4, Kernel = 3, Padding = Padding.Same), Shortcut(\"x\")")] // DD2006
    [InlineData("Input(784), Reshape(28, 27, 1)", "Input(784), Reshape(28, 28, 1)")] // DD2007
    [InlineData("Input(8, 8, 12), Conv2D(8, Kernel = 3, Groups = 5)", "Input(8, 8, 12), Conv2D(8, Kernel = 3, Groups = 4)")] // DD2008
    [InlineData("Input(8), Dense(3), Labels(typeof(Fruit)), Loss(Loss.SoftmaxCrossEntropy)", "Input(8), Dense(2), Labels(typeof(Fruit)), Loss(Loss.SoftmaxCrossEntropy)")] // DD2009
    [InlineData("Input(8), Dense(1), Loss(Loss.SoftmaxCrossEntropy)", "Input(8), Dense(1), Loss(Loss.SigmoidCrossEntropy)")] // DD2010
    [InlineData("Input(8), Dense(1), Labels(typeof(Veg)), Loss(Loss.KullbackLeibler)", "Input(8), Dense(3), Labels(typeof(Veg)), Loss(Loss.KullbackLeibler)")]
    [InlineData("Input(1999, 2), AdaptiveAvgPool1D(1500)", "Input(1999, 2), AdaptiveAvgPool1D(256)")] // DD2011
    [InlineData("Input(28, 28, 1), Conv2D(4, Kernel = 3, Stride = 2), ReLU, Conv2D(4, Kernel = 2, Stride = 2)",
        "Input(28, 28, 1), Conv2D(4, Kernel = 4, Stride = 2), ReLU, Conv2D(4, Kernel = 3, Stride = 2)")] // DD2012
    [InlineData("Input(7, 8, 1), MaxPool2D(2)", "Input(7, 8, 1), MaxPool2D(2, KernelH = 3, Stride = 2)")] // DD2013
    [InlineData("Input(1, 9, 4), Conv2D(8, Kernel = 3, Padding = Padding.Same)", "Input(1, 9, 4), Conv2D(8, Kernel = 3, Padding = Padding.Same, KernelH = 1)")] // DD2015
    public Task Fixes_all(string before, string after) => FixTest.FixesAll(
        Labels + Model(before, "First") + Model(before, "Second"), Labels + Model(after, "First") + Model(after, "Second"));

    [Fact]
    public Task Fixes_all_of_a_project() => FixTest.FixesProject(
        [Model("Input(784), Reshape(28, 27, 1)", "First") + Model("Input(9), Reshape(3, 4)", "Second"), Model("Input(4), Reshape(5)", "Third")],
        [Model("Input(784), Reshape(28, 28, 1)", "First") + Model("Input(9), Reshape(3, 3)", "Second"), Model("Input(4), Reshape(4)", "Third")]);

    [Fact]
    public Task Fix_of_another_kind_for_all() => FixTest.FixesAll(
        Model("Input(28, 28, 1), Conv2D(4, Kernel = 3, Stride = 2)", "A") + Model("Input(12, 2), Conv1D(4, Kernel = 5, Stride = 2)", "B"),
        Model("Input(28, 28, 1), Conv2D(4, Kernel = 3, Stride = 2, Padding = Padding.Same)", "A")
        + Model("Input(12, 2), Conv1D(4, Kernel = 5, Stride = 2, Padding = Padding.Same)", "B"), title: "Set Padding = Padding.Same");

    /// <summary>What was proposed before it moved is kept.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("// Moved.\n\n")]
    public Task Declaration_that_moves(string above) => FixTest.Fixed(
        above + Model("Input(3, 4, 1), Conv2D(2, Kernel = 4)"), "Set Kernel = 3", above + Model("Input(3, 4, 1), Conv2D(2, Kernel = 3)"));

    [Theory]
    [InlineData("Input(8, Type = ElementType.Int32), Dense(2)")] // an embedding of what size?
    [InlineData("Input(784), Reshape(11, 13, 1)")] // no one dimension is to blame
    [InlineData("Input(784), Reshape(new[] { 27, 28, 1 })")] // an array, of which the fix knows no part
    [InlineData("Input(4, 4, 1), Conv2D(2, Kernel = 5), Flatten, Reshape(3)")] // what would fit breaks the reshape
    public Task Nothing_mechanical(string layers) => FixTest.NotFixed(Model(layers));

    [Fact]
    public Task Layer_inside_a_block_is_left_alone() => FixTest.NotFixed(
        "[Block, Conv2D(2, Kernel = 5)]\npartial class B;\n" + Model("Input(4, 4, 1), B"));
}
