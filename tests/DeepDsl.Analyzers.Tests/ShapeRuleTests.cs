using System.Globalization;
using System.Text.RegularExpressions;
using DeepDsl.Generator.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

public sealed class ShapeRuleTests
{
    private const string Classifier = "Loss(Loss.SoftmaxCrossEntropy)";

    [Fact]
    public void DD2001_dense_on_an_image_in_a_classifier_Triggers() => Triggers("DD2001",
        $"[Model, Input(28, 28, 1), Conv2D(16, Kernel = 3), ReLU, [|Dense(10)|], {Classifier}] partial class Net;",
        "Dense(10) (layer 3) needs a flat input for SoftmaxCrossEntropy, but ReLU (layer 2) gives [26, 26, 16]. "
        + "Add [Flatten] before it; to label every position, write [Conv2D(10, Kernel = 1)].");

    [Fact]
    public void DD2001_the_first_dense_layer_is_named() => Triggers("DD2001",
        $"[Model, Input(28, 28, 1), MaxPool2D(2), [|Dense(32)|], ReLU, Dense(10), {Classifier}] partial class Net;",
        "Dense(32) (layer 2) needs a flat input for SoftmaxCrossEntropy, but MaxPool2D(Kernel = 2) (layer 1) gives [14, 14, 1]. "
        + "Add [Flatten] before it; to label every position, write [Conv2D(32, Kernel = 1)].");

    [Theory]
    [InlineData("[Model, Input(28, 28, 1), [|Dense(32, Activation = Activation.ReLU)|], Dense(10), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("[Model, Input(4, 8, 8, 3), Conv3D(4, Kernel = 3, Activation = Activation.ReLU), [|Dense(10)|], Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD2001_classifier_of_images_or_films_without_a_flatten_Triggers(string source) => Message("DD2001", source);

    [Theory]
    [InlineData("[Model, Input(28, 28, 1), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), Flatten, Dense(10), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("[Model, Input(28, 28, 1), Conv2D(16, Kernel = 3, Activation = Activation.ReLU, Padding = Padding.Same), Dense(10), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("[Model, Input(28, 28, 1), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), Dense(10), Loss(Loss.MeanSquaredError)] partial class Net;")]
    [InlineData("[Model, Input(16, 8), Dense(10), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("[Model, Input(64, 64, 200), Dense(32, Activation = Activation.ReLU), Dense(10), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD2001_dense_where_it_is_sound_DoesNotTrigger(string source) => DoesNotTrigger(source);

    [Fact]
    public void DD2002_tokens_without_embedding_Triggers() => Triggers("DD2002",
        "[Model, Input(8, Type = ElementType.Int32), [|Dense(2)|]] partial class Net;",
        "Dense(2) (layer 1) needs floats, but Input \"input\" gives ints; put [Embedding(vocabulary, dimension)] between them, or drop Type = ElementType.Int32.");

    [Fact]
    public void DD2003_kernel_larger_than_the_map_Triggers() => Triggers("DD2003",
        "[Model, Input(4, 4, 1), Conv2D(2, Kernel = [|5|])] partial class Net;",
        "Conv2D(2, Kernel = 5) (layer 1) gives (4 - 5 + 0) / 1 + 1 = 0 rows: its window spans 5, but Input \"input\" gives [4, 4, 1]. "
        + "Use Padding = Padding.Same, a kernel of at most 4, or fewer strides and pools above it.");

    [Fact]
    public void DD2004_sum_of_unequal_shapes_Triggers() => Triggers("DD2004",
        "[Model, Input(3, Name = \"x\"), Dense(4), Add([|\"x\"|])] partial class Net;",
        "Add(\"x\") (layer 2) joins [4] of Dense(4) (layer 1) with [3] of \"x\"; give both the same shape, or use [Shortcut].");

    [Fact]
    public void DD2009_labels_that_do_not_fit_Triggers() => Triggers("DD2009",
        $"enum Fruit {{ Apple, Pear }} [Model, Input(4), Dense(3), {Classifier}, Labels([|typeof(Fruit)|])] partial class Net;",
        "Labels names Fruit with 2 members, but output \"output\" [3] has 3 classes; give the last layer one unit per member, or the enum one member per class.");

    [Theory]
    [InlineData("Dense(2), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Dense(1), Loss(Loss.SigmoidCrossEntropy)")]
    public void DD2009_labels_that_fit_DoesNotTrigger(string layers) =>
        DoesNotTrigger($"enum Fruit {{ Apple, Pear }} [Model, Input(4), {layers}, Labels(typeof(Fruit))] partial class Net;");

    [Fact]
    public void DD2012_stride_that_leaves_data_Triggers() => Triggers("DD2012",
        "[Model, Input(8, 6, 1), Conv2D(4, Kernel = 3, Stride = [|2|])] partial class Net;",
        "Conv2D(4, Kernel = 3, Stride = 2) (layer 1) never reads the last row of 8: (8 - 3 + 0) / 2 is no whole number and the last column of 6: "
        + "(6 - 3 + 0) / 2 is no whole number. Take a larger kernel, or pad, or take another stride.");

    [Fact]
    public void DD2019_one_row_of_many_Triggers() => Triggers("DD2019",
        "[Model, Input(28, 32, 1), Conv2D(4, Kernel = 3, Stride = [|2|])] partial class Net;",
        "Conv2D(4, Kernel = 3, Stride = 2) (layer 1) never reads the last row of 28: (28 - 3 + 0) / 2 is no whole number and the last column of 32: "
        + "(32 - 3 + 0) / 2 is no whole number. Take a larger kernel, or pad, or take another stride.");

    /// <summary>What a layer in front has added may be left unread.</summary>
    [Theory]
    [InlineData("ZeroPad2D(1)")]
    [InlineData("ZeroPad2D(Border = 0, Bottom = 1, Right = 1), Conv2D(4, Kernel = 4, Stride = 2, Activation = Activation.ReLU), ZeroPad2D(Border = 0, Bottom = 2, Right = 2)")]
    [InlineData("Pad2D(1, Mode = PadMode.Reflect)")]
    public void DD2019_padding_of_its_own_layer_DoesNotTrigger(string padding) =>
        DoesNotTrigger("DD2019", $"[Model, Input(28, 28, 1), {padding}, Conv2D(4, Kernel = 3, Stride = 2)] partial class Net;");

    [Theory]
    [InlineData("Conv2D(4, Kernel = 3, Stride = 2, Padding = Padding.Same)")] // drops padding alone
    [InlineData("Conv2D(4, Kernel = 1, Stride = 2)")] // a projection
    [InlineData("Conv2D(4, Kernel = 4, Stride = 2)")]
    [InlineData("Conv2D(4, Kernel = 3, Stride = 2, Padding = Padding.SameUpper)")]
    public void DD2012_stride_that_leaves_nothing_DoesNotTrigger(string layer) => DoesNotTrigger($"[Model, Input(28, 28, 1), {layer}] partial class Net;");

    [Fact]
    public void DD2012_rows_and_columns_that_are_alike_Triggers() => Triggers("DD2012",
        "[Model, Input(9, 9, 1), Conv2D(4, Kernel = 5, Stride = [|3|])] partial class Net;",
        "Conv2D(4, Kernel = 5, Stride = 3) (layer 1) never reads the last row and column of 9: (9 - 5 + 0) / 3 is no whole number. "
        + "Take a larger kernel, or pad, or take another stride.");

    [Fact]
    public void DD2013_pooling_that_leaves_a_row_Triggers() => Triggers("DD2013",
        "[Model, Input(7, 8, 1), [|MaxPool2D(2)|]] partial class Net;",
        "MaxPool2D(Kernel = 2) (layer 1) never reads the last row of 7: (7 - 2 + 0) / 2 is no whole number. Take a larger kernel, or pad.");

    [Fact]
    public void DD2014_channels_first_Triggers() => Triggers("DD2014",
        "[Model, [|Input(3, 32, 32)|], Conv2D(8, Kernel = 3)] partial class Net;",
        "Input(3, 32, 32) is an image of 3 x 32 with 32 channels, since channels come last. Write [Input(32, 32, 3)] for a 32 x 32 "
        + "image, with its values in that order.");

    [Fact]
    public void DD2014_channels_first_of_an_uneven_image_Triggers() => Triggers("DD2014",
        "[Model, [|Input(3, 240, 320)|], Conv2D(8, Kernel = 3)] partial class Net;",
        "Input(3, 240, 320) is an image of 3 x 240 with 320 channels, since channels come last. Write [Input(240, 320, 3)] for a 240 x "
        + "320 image, with its values in that order.");

    /// <summary>The window that no longer fits is a consequence; both are said.</summary>
    [Fact]
    public void DD2014_channels_first_where_a_window_no_longer_fits_Triggers()
    {
        const string Source = "using DeepDsl; [Model, Input(3, 32, 32), Conv2D(8, Kernel = 5)] partial class Net;";
        Assert.Equal([RuleIds.ChannelsFirst, RuleIds.NoWindowFits], Diagnostics(Sources.Compile(Source)).Select(d => d.Id));
    }

    /// <summary>So are shapes that no longer fit, as of a sum that takes noise from an image.</summary>
    [Fact]
    public void DD2014_channels_first_where_shapes_no_longer_fit_Triggers()
    {
        const string Source = "using DeepDsl; [Model, Input(1, 40, 40, Name = \"noisy\"), Conv2D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), "
            + "Conv2D(1, Kernel = 3, Padding = Padding.Same), Add(\"noisy\")] partial class Net;";
        Assert.Equal([RuleIds.ChannelsFirst, RuleIds.MergeShapes], Diagnostics(Sources.Compile(Source)).Select(d => d.Id).Intersect([RuleIds.ChannelsFirst, RuleIds.MergeShapes]));
    }

    /// <summary>Neither square nor large: that three rows are too low for what follows tells.</summary>
    [Theory]
    [InlineData("[Model, Input(3, 64, 48), Conv2D(8, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2)] partial class Net;", "64, 48, 3")]
    [InlineData("[Model, Input(1, 32, 100), Conv2D(8, Kernel = 3, Padding = Padding.Same)] partial class Net;", "32, 100, 1")]
    public void DD2014_channels_first_where_rows_are_too_few_Triggers(string source, string reordered) =>
        Assert.Contains($"Write [Input({reordered})] for a", Diagnostics(Sources.Compile("using DeepDsl; " + source)).First().GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Frames that are stacked, transparency, films and volumes as PyTorch has them.</summary>
    [Theory]
    [InlineData("[|Input(4, 84, 84)|], Conv2D(8, Kernel = 1)", "an image of 4 x 84 with 84 channels, since channels come last. Write [Input(84, 84, 4)] for a 84 x 84 image")]
    [InlineData("[|Input(16, 3, 112, 112)|], Conv3D(8, Kernel = 1)",
        "16 images of 3 x 112 with 112 channels, since channels come last. Write [Input(16, 112, 112, 3)] for 16 images of 112 x 112, with "
            + "their")]
    [InlineData("[|Input(1, 32, 64, 64)|], Conv3D(8, Kernel = 1)",
        "1 image of 32 x 64 with 64 channels, since channels come last. Write [Input(32, 64, 64, 1)] for 32 images of 64 x 64, with their")]
    public void DD2014_channels_first_of_stacks_Triggers(string layers, string message) =>
        Assert.Contains(message, Message("DD2014", $"[Model, {layers}] partial class Net;"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Input(4, 8, 8)")]
    [InlineData("Input(2, 64, 48)")]
    [InlineData("Input(5, 96, 96)")]
    [InlineData("Input(32, 32, 3)")]
    [InlineData("Input(3, 4, 4)")]
    [InlineData("Input(4, 32, 32)")]
    [InlineData("Input(3, 32, 64)")]
    public void DD2014_other_inputs_DoesNotTrigger(string input) => DoesNotTrigger($"[Model, {input}, Conv2D(8, Kernel = 1)] partial class Net;");

    [Fact]
    public void DD2015_weights_that_only_see_padding_Triggers() => Triggers("DD2015",
        "[Model, Input(1, 9, 4), Conv2D(8, Kernel = [|3|], Padding = Padding.Same)] partial class Net;",
        "Conv2D(8, Kernel = 3, Padding = Padding.Same) (layer 1) slides a kernel of 3 over 1 row: 2 of its 3 rows only ever see padding. "
        + "Use a smaller kernel, or fewer strides and pools above it.");

    [Fact]
    public void DD2015_kernel_as_large_as_the_map_DoesNotTrigger() =>
        DoesNotTrigger("[Model, Input(3, 9, 4), Conv2D(8, Kernel = 5, Padding = Padding.Same)] partial class Net;");

    [Fact]
    public void DD6001_prediction_over_budget_Triggers() => Triggers("DD6001",
        "[Model, Input(100), Dense(50), ReLU, Dense(10), Budget(InferenceMFlops = [|0.001|])] partial class Net;",
        "A prediction of Net takes 0.011 MFlops, but its budget is 0.001; Dense(50) (layer 1) takes most, 0.01. Make that smaller.");

    /// <summary>How much it is depends on the memory plan; that it is above parameters, gradients and Adam's two values does not.</summary>
    [Fact]
    public void DD6001_training_over_budget_Triggers()
    {
        string message = Message("DD6001",
            "[Model, Input(1000), Dense(1000), Loss(Loss.Huber), Budget(TrainingMB = [|2|]), Train(BatchSize = 8)] partial class Net;");
        Match match = Regex.Match(message, @"^Training Net on batches of 8 takes (\d+) MB, but its budget is 2; Dense\(1000\) \(layer 1\) takes most\. "
            + "Take a smaller batch, or make that layer smaller\\.$");
        Assert.True(match.Success && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is >= 16 and < 32, message);
    }

    [Fact]
    public void DD6001_within_budget_DoesNotTrigger() =>
        DoesNotTrigger("[Model, Input(100), Dense(50), Loss(Loss.Huber), Budget(InferenceMFlops = 0.011, TrainingMB = 1)] partial class Net;");
}
