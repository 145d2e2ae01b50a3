using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

/// <summary>What each layer says of a wrong argument or shape, and that the nearest sound declaration is silent.</summary>
public sealed class LayerProblemTests
{
    private const string Image = "Input(Shape = [28, 28, 3], Name = \"image\")";
    private const string Tokens = "Input(Shape = [12], Name = \"tokens\", Type = ElementType.Int32)";

    public static TheoryData<string, string> Wrong() => new()
    {
        // Recurrent layers.
        {
            "Input(Shape = [6]); LSTM(Units = 4)",
            "WrongRank: LSTM(4) (layer 1) needs [T, F], but Input \"input\" gives [6]. Give it two dimensions with [Reshape(..)] before it."
        },
        {
            "Input(Shape = [5, 6], Name = \"x\"); Input(Shape = [4], Name = \"h\"); LSTM(Units = 4, From = \"x\", InitialState = [\"h\"])",
            "MergeShapes at InitialState: LSTM(4, From = \"x\", InitialState = [\"h\"]) (layer 1) has 2 states, h and c of each layer and "
            + "direction, but InitialState names 1; name 2, or none."
        },
        {
            "Input(Shape = [5, 6]); GRU(Units = 4, ResetAfter = false, LayerNorm = true)",
            "ConflictingArguments at ResetAfter: GRU(4, ResetAfter = false, LayerNorm = true) (layer 1) has LayerNorm = true, which normalizes the "
            + "product of the state that the reset gate then multiplies, but ResetAfter = false puts that gate before the product; "
            + "remove ResetAfter, or LayerNorm."
        },
        {
            "Input(Shape = [5, 6], Name = \"x\"); Input(Shape = [3], Name = \"h\"); GRU(Units = 4, From = \"x\", InitialState = [\"h\"])",
            "MergeShapes at InitialState: GRU(4, From = \"x\", InitialState = [\"h\"]) (layer 1) needs initial states [4], but \"h\" is [3]; "
            + "bring it to [4] with [Dense(4)]."
        },

        // No window fits.
        {
            "Input(Shape = [3, 8, 16]); Conv2D(Filters = 4, Kernel = 5)",
            "NoWindowFits at Kernel: Conv2D(4, Kernel = 5) (layer 1) gives (3 - 5 + 0) / 1 + 1 = -1 rows: its window spans 5, but "
            + "Input \"input\" gives [3, 8, 16]. Use Padding = Padding.Same, a kernel of at most 3, or fewer strides and pools above "
            + "it."
        },
        {
            "Input(Shape = [9, 2]); MaxPool1D(Kernel = 4, Dilation = 3, Stride = 2); MaxPool1D(Kernel = 2)",
            "NoWindowFits at Kernel: MaxPool1D(Kernel = 4, Dilation = 3, Stride = 2) (layer 1) gives (9 - 10 + 0) / 2 + 1 = 0 steps: "
            + "its window spans 10, but Input \"input\" gives [9, 2]. Use a kernel of at most 3, "
            + "Padding = Padding.SameUpper, or fewer strides and pools above it."
        },
        {
            $"{Image}; MaxPool2D(Kernel = 2, Pad = 2)",
            "NoWindowFits at Pad: MaxPool2D(Kernel = 2, Pad = 2) (layer 1) has a window of padding alone: windows span 2 of 28 "
            + "elements padded by 2 and 2; write Pad = 1."
        },
        {
            "Input(Shape = [2, 3]); ConvTranspose1D(Filters = 4, Kernel = 3, Pad = 2)",
            "NoWindowFits at Pad: ConvTranspose1D(4, Kernel = 3, Pad = 2) (layer 1) pads away its whole output: (2 - 1) * 1 - 4 + 3 "
            + "+ 0 = 0 along axis 0 of [2, 3]; write Pad = 1."
        },
        { "Input(Shape = [4, 3]); Crop1D(Border = 2)", "NoWindowFits at Border: Crop1D(Border = 2) (layer 1) takes 2 and 2 of 4, which "
            + "leaves 0: Input \"input\" gives [4, 3]; write Border = 1." },

        // Arguments.
        { $"{Image}; Conv2D(Filters = 0, Kernel = 3)", "ArgumentRange at Filters: Conv2D(0, Kernel = 3) (layer 1) has Filters = 0; it "
            + "must be at least 1." },
        { $"{Image}; Conv2D(Filters = 4)", "MissingArgument: Conv2D(4) (layer 1) needs KernelH or Kernel, the size of its window; "
            + "write Kernel = 3." },
        { $"{Image}; MaxPool2D(Kernel = 2, StrideW = 0)", "ArgumentRange at StrideW: MaxPool2D(Kernel = 2, StrideW = 0) (layer 1) has "
            + "StrideW = 0; it must be from 1 to 16383." },
        { $"{Image}; Conv2D(Filters = 4, Kernel = 3, Pad = -2)", "ArgumentRange at Pad: Conv2D(4, Kernel = 3, Pad = -2) (layer 1) has "
            + "Pad = -2; it must be from 0 to 16383." },
        {
            $"{Image}; Conv2D(Filters = 4, Kernel = 3, Padding = Padding.Same, PadH = 1)",
            "ConflictingArguments at PadH: Conv2D(4, Kernel = 3, Padding = Padding.Same, PadH = 1) (layer 1) has both PadH = 1 and "
            + "Padding = Padding.Same; remove PadH, or Padding."
        },
        {
            $"{Image}; Conv2D(Filters = 4, Kernel = 3, Padding = Padding.Causal)",
            "ArgumentRange at Padding: Conv2D(4, Kernel = 3, Padding = Padding.Causal) (layer 1) has Padding = Padding.Causal, which "
            + "orders time steps and is for 1D layers; use Padding.Same."
        },
        {
            $"{Image}; Conv2D(Filters = 8, Kernel = 3, Groups = 2)",
            "GroupsDoNotDivide at Groups: Conv2D(8, Kernel = 3, Groups = 2) (layer 1) has Groups = 2, which does not divide the 3 "
            + "channels of Input \"image\"; write Groups = 1."
        },
        {
            $"{Image}; Conv2D(Filters = 8, Kernel = 3, Groups = 3)",
            "GroupsDoNotDivide at Groups: Conv2D(8, Kernel = 3, Groups = 3) (layer 1) has Groups = 3, which does not divide its 8 "
            + "filters; write Groups = 1."
        },
        {
            "Input(Shape = [12]); GroupNorm(Groups = 5)",
            "GroupsDoNotDivide at Groups: GroupNorm(5) (layer 1) has Groups = 5, which does not divide the 12 channels of Input "
            + "\"input\"; write Groups = 4, Groups = 6, or Groups = 3."
        },
        {
            "Input(Shape = [4, 2]); ConvTranspose1D(Filters = 2, Kernel = 3, Stride = 2, OutputPadding = 2)",
            "ArgumentRange at OutputPadding: ConvTranspose1D(2, Kernel = 3, Stride = 2, OutputPadding = 2) (layer 1) has an "
            + "OutputPadding of 2 with a stride of 2; it must be less, as it only tells apart the sizes that the stride rounds "
            + "together; write OutputPadding = 1."
        },
        { $"{Image}; Dropout(Rate = 1)", "ArgumentRange at Rate: Dropout(1) (layer 1) has Rate = 1; it must be in [0, 1)." },
        { $"{Image}; Dropout(Rate = -0.1)", "ArgumentRange at Rate: Dropout(-0.1) (layer 1) has Rate = -0.1; it must be in [0, 1)." },
        {
            "Input(Shape = [4]); BatchNorm(Momentum = 1.5)",
            "ArgumentRange at Momentum: BatchNorm(Momentum = 1.5) (layer 1) has Momentum = 1.5; it is the share of the new batch in "
            + "the running statistics, from 0 to 1; write Momentum = 0.15."
        },
        {
            $"{Tokens}; Embedding(Vocabulary = 9, Dimension = 4, PaddingIndex = 9)",
            "ArgumentRange at PaddingIndex: Embedding(9, 4, PaddingIndex = 9) (layer 1) has PaddingIndex = 9, but its tokens go from "
            + "0 to 8; write PaddingIndex = 8, or Vocabulary = 10."
        },
        {
            $"{Image}; Upsample2D(AlignCorners = true)",
            "ConflictingArguments at AlignCorners: Upsample2D(AlignCorners = true) (layer 1) has AlignCorners, which says how to "
            + "interpolate, but repeats the nearest element; write Mode = Interpolation.Bilinear, or remove AlignCorners."
        },
        { $"{Image}; AdaptiveAvgPool2D(SizeH = 3)", "MissingArgument: AdaptiveAvgPool2D(SizeH = 3) (layer 1) needs SizeW or Size, the "
            + "size of its output." },

        // Ranks and element types.
        {
            $"{Image}; Flatten; Conv2D(Filters = 4, Kernel = 3)",
            "WrongRank: Conv2D(4, Kernel = 3) (layer 2) needs [H, W, C], but Flatten (layer 1) gives [2352]. Move it above the Flatten."
        },
        {
            "Input(Shape = [28, 28]); Conv2D(Filters = 4, Kernel = 3)",
            "WrongRank: Conv2D(4, Kernel = 3) (layer 1) needs [H, W, C], but Input \"input\" gives [28, 28]. Give it three "
            + "dimensions with [Reshape(..)] before it."
        },
        {
            $"{Image}; GlobalAvgPool1D",
            "WrongRank: GlobalAvgPool1D (layer 1) needs [T, C], but Input \"image\" gives [28, 28, 3]. Use GlobalAvgPool2D, or "
            + "[Reshape(..)] before it."
        },
        {
            "Input(Shape = [3]); LayerNorm(Axes = 2)",
            "WrongRank at Axes: LayerNorm(Axes = 2) (layer 1) normalizes 2 dimensions, but Input \"input\" gives [3]; write Axes = 1."
        },
        {
            "Input(Shape = [3]); InstanceNorm",
            "WrongRank: InstanceNorm (layer 1) needs several positions per channel to normalize over, but Input \"input\" gives [3]. "
            + "Use [LayerNorm] or [BatchNorm]."
        },
        {
            $"{Tokens}; Dense(Units = 4)",
            "WrongType: Dense(4) (layer 1) needs floats, but Input \"tokens\" gives ints; put [Embedding(vocabulary, dimension)] "
            + "between them, or drop Type = ElementType.Int32."
        },
        {
            "Input(Shape = [5]); Embedding(Vocabulary = 9, Dimension = 4)",
            "WrongType: Embedding(9, 4) (layer 1) needs ints, but Input \"input\" gives floats; declare the input with Type = "
            + "ElementType.Int32."
        },

        // Sizes.
        {
            "Input(Shape = [50000, 50000, 1]); Conv2D(Filters = 1, Kernel = 1)",
            "TooLarge at Shape: Input has the shape [50000, 50000, 1], 2.5E+09 numbers, where at most 1073741824 fit. Give the model "
            + "less of the data at a time."
        },
        {
            "Input(Shape = [-3, 2], Name = \"a\"); Add(Names = [\"a\"])",
            "ArgumentRange at Shape: Input has dimension -3; every dimension must be at least 1. Leave the batch out: [Input(2)]."
        },
        {
            "Input(Shape = [30000, 30000, 1]); Conv2D(Filters = 2, Kernel = 1)",
            "TooLarge: Conv2D(2, Kernel = 1) (layer 1) gives [30000, 30000, 2], 1.8E+09 numbers, where at most 1073741824 fit. Make it "
            + "smaller, or stride and pool before it."
        },
        {
            "Input(Shape = [32768]); Dense(Units = 32768, Bias = false); Dense(Units = 32768, Bias = false)",
            "TooLarge: Dense(32768, Bias = false) (layer 2) has 1073741824 parameters, which makes 2147483648 in the model, where at most "
            + "2147418111 fit. Make this layer or another smaller."
        },
        {
            "Input(Shape = [701, 2]); AdaptiveAvgPool1D(Size = 300)",
            "TooLarge at Size: AdaptiveAvgPool1D(Size = 300) (layer 1) makes 300 windows of unequal lengths, where at most 256 fit: Input "
            + "\"input\" gives [701, 2]; write Size = 256."
        },
        {
            "Input(Shape = [4]); Dense(Units = 65536 * 65536)",
            "ArgumentRange at Units: Dense(4294967296) (layer 1) has Units = 4294967296; it must be at most 2147483647."
        },
        {
            "Input(Shape = [4]); Reshape(Shape = [65536 * 65536, -1])",
            "ArgumentRange at Shape: Reshape(4294967296, -1) (layer 1) has Shape = [4294967296, -1]; each must be from -2147483648 to "
            + "2147483647."
        },
        {
            "Input(Shape = [100000]); Dense(Units = 100000)",
            "TooLarge: Dense(100000) (layer 1) has a weight [100000, 100000], 1E+10 numbers, where at most 1073741824 fit. Make it smaller, or "
            + "stride and pool before it."
        },
        {
            $"{Image}; DepthwiseConv2D(Kernel = 16383, Dilation = 16383, Multiplier = 16383, Padding = Padding.Full)",
            "TooLarge: DepthwiseConv2D(Kernel = 16383, Dilation = 16383, Multiplier = 16383, Padding = Padding.Full) (layer 1) gives [268386334, "
            + "268386334, 49149], 3.54E+21 numbers, where at most 1073741824 fit. Make it smaller, or stride and pool before it."
        },
        {
            $"{Image}; Conv2D(Filters = 4, Kernel = 16384)",
            "ArgumentRange at Kernel: Conv2D(4, Kernel = 16384) (layer 1) has Kernel = 16384; it must be from 1 to 16383."
        },

        // Reshapes.
        {
            $"{Image}; Reshape(Shape = [28, 28])",
            "ReshapeSize at Shape: Reshape(28, 28) (layer 1) asks for 784 values, but Input \"image\" gives [28, 28, 3], which are "
            + "2352; write [Reshape(84, 28)], or [Reshape(28, 84)]."
        },
        {
            $"{Image}; Reshape(Shape = [5, -1])",
            "ReshapeSize at Shape: Reshape(5, -1) (layer 1) cannot fill the -1: Input \"image\" gives [28, 28, 3], 2352 values, and "
            + "2352 is not a multiple of 5; write [Reshape(4, -1)]."
        },
        {
            $"{Image}; Reshape(Shape = [-1, -1])",
            "ArgumentRange at Shape: Reshape(-1, -1) (layer 1) needs the dimensions of its output, each at least 1; a single one may "
            + "be -1, for what is left, as in [Reshape(7, 7, -1)]."
        },
        {
            "Input(Shape = [2, 3]); Permute(Order = [2, 1])",
            "ArgumentRange at Order: Permute(2, 1) (layer 1) needs each of the 2 dimensions of Input \"input\", [2, 3], once: the "
            + "numbers 0 to 1 in another order. Write [Permute(1, 0)], since the batch is not counted."
        },

        // Merges.
        {
            "Input(Shape = [4], Name = \"a\"); Dense(Units = 3); Add(Names = [\"a\"])",
            "MergeShapes at Names: Add(\"a\") (layer 2) joins [3] of Dense(3) (layer 1) with [4] of \"a\"; give both the same shape, "
            + "or use [Shortcut]."
        },
        { "Input(Shape = [4], Name = \"a\"); Dense(Units = 3); Add", "MissingArgument: Add (layer 2) needs the name of another value, as "
            + "in [Add(\"name\")]." },
        {
            "Input(Shape = [4, 2], Name = \"a\"); Conv1D(Filters = 3, Kernel = 2); Concat(Names = [\"a\"])",
            "ConcatShapes at Names: Concat(\"a\") (layer 2) joins [3, 3] of Conv1D(3, Kernel = 2) (layer 1) with [4, 2] of \"a\" "
            + "along axis 1; all other dimensions must be equal."
        },
        {
            "Input(Shape = [4], Name = \"a\"); Dense(Units = 3); Concat(Names = [\"a\"], Axis = 1)",
            "ArgumentRange at Axis: Concat(\"a\", Axis = 1) (layer 2) has Axis = 1, but Dense(3) (layer 1) gives [3], whose axes are "
            + "0 to 0; write Axis = 0."
        },
        {
            "Input(Shape = [4], Name = \"a\"); Dense(Units = 3); Multiply(Names = [\"a\"])",
            "MergeShapes at Names: Multiply(\"a\") (layer 2) multiplies [3] by [4] of \"a\"; counted from the last, dimensions must "
            + "be equal, or 1 in one of them."
        },
        {
            "Input(Shape = [4, 2], Name = \"a\"); Upsample1D; Shortcut(Source = \"a\")",
            "ShortcutShapes at Source: Shortcut(\"a\") (layer 2) cannot project [4, 2] of \"a\" onto [8, 2] of Upsample1D (layer 1): "
            + "no stride of a 1x1 convolution turns one into the other. Let both shrink alike, or set Otherwise = Otherwise.Skip."
        },
        { "Input(Shape = [4]); Shortcut", "MissingArgument: Shortcut (layer 1) needs Source." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void One_mistake_gives_one_message(string layers, string expected)
    {
        Problem problem = Assert.Single(Problems(layers));
        Assert.Equal(expected, $"{problem.Kind}{(problem.Argument.Length > 0 ? " at " + problem.Argument : "")}: {problem.Message}");
    }

    [Theory]
    [InlineData("Input(Shape = [3, 8, 16]); Conv2D(Filters = 4, Kernel = 5, Padding = Padding.Same)")]
    [InlineData("Input(Shape = [2, 2, 3]); MaxPool2D(Kernel = 5, Padding = Padding.Same, Stride = 1)")]
    [InlineData($"{Image}; MaxPool2D(Kernel = 2, Pad = 1)")]
    [InlineData($"{Image}; Conv2D(Filters = 6, Kernel = 3, Groups = 3)")]
    [InlineData("Input(Shape = [28, 28]); Dense(Units = 4)")]
    [InlineData($"{Tokens}; Embedding(Vocabulary = 9, Dimension = 4)")]
    [InlineData($"{Tokens}; Reshape(Shape = [3, 4]); Permute(Order = [1, 0]); Flatten; Embedding(Vocabulary = 9, Dimension = 4)")]
    [InlineData($"{Image}; Dropout(Rate = 0)")]
    [InlineData("Input(Shape = [4, 5, 2], Name = \"a\"); GlobalAvgPool2D; Dense(Units = 2, Activation = Activation.Sigmoid); "
        + "Multiply(Names = [\"a\"])")]
    [InlineData("Input(Shape = [4, 2], Name = \"a\"); Upsample1D; Shortcut(Source = \"a\", Otherwise = Otherwise.Skip)")]
    public void A_sound_model_gives_none(string layers) => Assert.Empty(Problems(layers));

    private static IReadOnlyList<Problem> Problems(string layers) => BuildModel.Run(
        new ModelSpec { Name = "Net", Layers = layers.Split(';').Select(l => SpecReader.ReadAttribute(l.Trim())).ToArray() }, training: true).Problems;
}
