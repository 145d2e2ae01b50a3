using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

/// <summary>Dimensions that are set at run time: what is wrong with their bounds, and layers that need a constant.</summary>
public sealed class RuntimeSizeRuleTests
{
    [Theory]
    [InlineData("[Model, Input(Dim.T, 16), Extent(Dim.T, Min = 3, Max = 64), Conv1D(8, Kernel = 3, Bias = false), BatchNorm, ReLU, GlobalAvgPool1D, Dense(2), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("[Model, Input(Dim.T, Type = ElementType.Int32), Extent(Dim.T, Max = 64), Embedding(50, 8), LayerNorm, Dense(8, Activation = Activation.ReLU), Dropout(0.1), Dense(4), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("[Model, Input(Dim.T, 8, Name = \"x\"), Extent(Dim.T, Max = 9), Conv1D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Dense(8), Add(\"x\"), GlobalMaxPool1D, Dense(1), Loss(Loss.MeanSquaredError)] partial class Net;")]
    [InlineData("[Model, Input(Dim.T, 16), Extent(Dim.T, Min = 2, Max = 64), Conv1D(8, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool1D(2, Ceil = true), GlobalAvgPool1D, Dense(2), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("[Model, Input(Dim.T, 8, Name = \"x\"), Extent(Dim.T, Max = 99), Conv1D(8, Kernel = 5, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU), Conv1D(8, Kernel = 3, Padding = Padding.Same, Name = \"y\"), Conv1D(8, Kernel = 1, Stride = 2, From = \"x\"), Add(\"y\"), GlobalMaxPool1D, Dense(1), Loss(Loss.MeanSquaredError)] partial class Net;")]
    public void Sound_models_of_sequences_DoesNotTrigger(string source) => DoesNotTrigger(source);

    [Fact]
    public void DD1020_dimension_without_bounds_Triggers() => Triggers("DD1020",
        "[Model, Input([|Dim.T|], 16), GlobalAvgPool1D, Dense(2)] partial class Net;",
        "Input has the dimension Dim.T, which is set at run time; say between which bounds: [Extent(Dim.T, Max = 256)].");

    [Fact]
    public void DD1020_bounds_without_a_largest_Triggers() => Triggers("DD1020",
        "[Model, Input(4, 16), [|Extent(Dim.T)|], GlobalAvgPool1D, Dense(2)] partial class Net;",
        "Extent of T needs Max, the largest that a call may set: [Extent(Dim.T, Max = 256)].");

    [Fact]
    public void DD1021_bounds_the_wrong_way_round_Triggers() => Triggers("DD1021",
        "[Model, Input(4, 16), Extent(Dim.T, Min = 9, Max = [|3|]), GlobalAvgPool1D, Dense(2)] partial class Net;",
        "Extent of T has Max = 3; it must be from Min, which is 9, to 16777216.");

    [Fact]
    public void DD1021_bounds_of_what_no_input_has_Triggers() => Triggers("DD1021",
        "[Model, Input(4, 16), [|Extent(Dim.S, Max = 9)|], GlobalAvgPool1D, Dense(2)] partial class Net;",
        "No input has the dimension S; remove its extent, or write [Input(Dim.S, ..)].");

    [Fact]
    public void DD1021_a_dimension_that_no_length_tells_Triggers() => Triggers("DD1021",
        "[Model, Input(Dim.T, Dim.S), [|Extent(Dim.T, Max = 9)|], [|Extent(Dim.S, Max = 9)|], ReLU] partial class Net;",
        "No input tells T by its length, since it stands beside another dimension that is set at run time; give an input that has it alone.");

    [Fact]
    public void DD1019_arithmetic_Triggers() => Triggers("DD1019",
        "[Model, Input([|Dim.T - 2|], 16), Extent(Dim.T, Max = 9), GlobalAvgPool1D, Dense(2)] partial class Net;",
        "Input: \"Dim.T - 2\" computes with Dim.T, which is set at run time; write it alone, since sizes that follow from it are found by the layers.");

    [Fact]
    public void DD2003_nothing_left_at_the_smallest_Triggers() => Triggers("DD2003",
        "[Model, Input(Dim.T, 16), Extent(Dim.T, Min = 3, Max = 9), Conv1D(4, Kernel = [|5|]), GlobalAvgPool1D, Dense(2)] partial class Net;",
        "Conv1D(4, Kernel = 5) (layer 1) gives (3 - 5 + 0) / 1 + 1 = -1 steps: its window spans 5, but Input \"input\" gives [T, 16]. "
        + "Use Padding = Padding.Same, a kernel of at most 3, or fewer strides and pools above it.");

    [Fact]
    public void DD2016_dense_over_all_steps_Triggers() => Triggers("DD2016",
        "[Model, Input(Dim.T, 16), Extent(Dim.T, Max = 9), Flatten, [|Dense(10)|]] partial class Net;",
        "Dense(10) (layer 2) has a weight for each of its 16*T inputs, a number set at run time: Flatten (layer 1) gives [16*T]. Reduce it before, "
        + "as [GlobalAvgPool1D] does, or leave out [Flatten], so that it works at every step.");

    [Fact]
    public void DD2016_padding_by_how_a_stride_comes_out_Triggers() => Triggers("DD2016",
        "[Model, Input(Dim.T, 16), Extent(Dim.T, Min = 3, Max = 9), Conv1D(8, Kernel = 3, Stride = 2, Padding = [|Padding.SameUpper|]), GlobalAvgPool1D, Dense(2)] partial class Net;",
        "Conv1D(8, Kernel = 3, Stride = 2, Padding = Padding.SameUpper) (layer 1) pads by how a stride of 2 comes out, under Padding = Padding.SameUpper, over T "
        + "steps, a number set at run time. Use Padding.Same, which pads by the kernel alone.");

    [Fact]
    public void DD2004_strides_that_come_out_otherwise_Triggers() => Triggers("DD2004",
        "[Model, Input(Dim.T, 8, Name = \"x\"), Extent(Dim.T, Min = 2, Max = 8), Conv1D(8, Kernel = 3, Stride = 2, Padding = Padding.Same, Name = \"y\"), "
        + "MaxPool1D(2, From = \"x\"), Add([|\"y\"|]), GlobalAvgPool1D, Dense(2)] partial class Net;",
        "Add(\"y\") (layer 3) joins [T/2, 8] of MaxPool1D(Kernel = 2, From = \"x\") (layer 2) with [(T + 1)/2, 8] of \"y\"; give both the same shape, or use "
        + "[Shortcut].");

    [Fact]
    public void DD2016_an_argument_Triggers() => Triggers("DD2016",
        "[Model, Input(Dim.T, 16), Extent(Dim.T, Max = 9), Dense([|Dim.T|]), GlobalAvgPool1D] partial class Net;",
        "Dense(Dim.T) (layer 1) has Units = Dim.T, which is set at run time; it must be a constant.");

    [Fact]
    public void DD2016_segments_of_time_Triggers() => Triggers("DD2016",
        "[Model, Input(Dim.T, 16), Extent(Dim.T, Max = 64), GRU(8, Checkpoint = [|16|]), Dense(4)] partial class Net;",
        "GRU(8, Checkpoint = 16) (layer 1) has Checkpoint = 16, which needs a constant number of steps, but Input \"input\" has T, set at run time; declare a "
        + "constant length, of which Lengths says how much is used, or remove Checkpoint.");

    [Theory]
    [InlineData("Embedding(50, 8), LSTM(8, Return = Return.Last), Dense(4)")]
    [InlineData("Embedding(50, 8), Conv1D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Dropout(0.1), GlobalMaxPool1D, Dense(4)")]
    [InlineData("Embedding(50, 8), LSTM(8, Checkpoint = 5, Layers = 2, Return = Return.Last), Dense(4)")]
    [InlineData("Embedding(50, 8, PaddingIndex = 0), LSTM(8, Bidirectional = Merge.Concat), Dense(4)")]
    public void Sound_models_of_padded_sequences_DoesNotTrigger(string layers) => DoesNotTrigger(
        $"[Model, Input(20, Type = ElementType.Int32, PaddingToken = 0), {layers}, Loss(Loss.SoftmaxCrossEntropy)] partial class Net;");

    [Fact]
    public void DD2017_a_layer_over_padding_Triggers() => Triggers("DD2017",
        "[Model, Input(20, Type = ElementType.Int32, PaddingToken = 0), Embedding(50, 8), [|Flatten|], Dense(4), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Flatten (layer 2) joins the steps of Embedding(50, 8) (layer 1), whose last ones may be padding, and can't tell which. Reduce them before, as "
        + "[GlobalAvgPool1D] and Return = Return.Last of recurrent layers do, or let padding count as steps, filled in by [FillPadding].");

    [Fact]
    public void DD2017_padding_by_how_a_stride_comes_out_Triggers() => Triggers("DD2017",
        "[Model, Input(20, Type = ElementType.Int32, PaddingToken = 0), Embedding(50, 8), [|Conv1D(8, Kernel = 3, Stride = 2, Padding = Padding.SameUpper)|], "
        + "GlobalAvgPool1D, Dense(4), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Conv1D(8, Kernel = 3, Stride = 2, Padding = Padding.SameUpper) (layer 2) reads Embedding(50, 8) (layer 1), whose last steps may be padding, and pads by "
        + "how a stride of 2 comes out, which depends on the length of each sequence; use Padding.Same, which pads by the kernel alone, or let padding count as "
        + "steps, filled in by [FillPadding].");

    private const string Padded = "[Model, Input(20, Type = ElementType.Int32, PaddingToken = 0)]\n";

    [Fact]
    public Task DD2017_filling_padding_in_is_offered() => FixTest.Fixed(
        Padded + "[Embedding(50, 8), Flatten, Dense(4), Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n", "Insert [FillPadding]",
        Padded + "[Embedding(50, 8), FillPadding, Flatten, Dense(4), Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n");

    [Fact]
    public Task DD2017_what_a_name_says_is_filled_in() => FixTest.Fixed(
        Padded + "[Embedding(50, 8, Name = \"words\"), GlobalAvgPool1D, Dense(4, Name = \"mean\")]\n[Flatten(From = \"words\"), Dense(4), Add(\"mean\"), Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n",
        "Insert [FillPadding]",
        Padded + "[Embedding(50, 8, Name = \"words\"), GlobalAvgPool1D, Dense(4, Name = \"mean\")]\n[FillPadding(From = \"words\")]\n[Flatten, Dense(4), Add(\"mean\"), Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n");

    [Theory]
    [InlineData("MaxPool1D(2, Stride = 3, Ceil = true)", "Remove Ceil")]
    [InlineData("Conv1D(8, Kernel = 3, Stride = 2, Padding = Padding.SameUpper, Activation = Activation.ReLU)", "Set Padding = Padding.Same")]
    public Task Padding_that_no_length_changes_is_offered(string layer, string title) => FixTest.Offers(
        $"[Model, Input(Dim.T, 16), Extent(Dim.T, Min = 3, Max = 9), {layer}, GlobalAvgPool1D, Dense(2)]\npartial class Net;\n", title);
}
