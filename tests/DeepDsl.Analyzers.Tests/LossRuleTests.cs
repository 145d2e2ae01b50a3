using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

public sealed class LossRuleTests
{
    [Fact]
    public void DD4001_scores_Triggers() => Triggers("DD4001",
        "[Model, Input(8), Dense(10), Loss([|Loss.CategoricalCrossEntropy|])] partial class Net;",
        "Loss(Loss.CategoricalCrossEntropy) takes the logarithm of probabilities, but Dense(10) (layer 1) gives any number. Use "
        + "Loss.SoftmaxCrossEntropy, which applies softmax itself, or use Activation.Softmax.");

    [Theory]
    [InlineData("Dense(10, Activation = Activation.Tanh), Loss([|Loss.BinaryCrossEntropy|])", "numbers from -1 to 1")]
    [InlineData("Dense(10, Activation = Activation.ReLU), Reshape(10), Loss([|Loss.BinaryCrossEntropy|])", "numbers above 1 too")]
    [InlineData("Dense(10), LogSoftmax, Reshape(10), Loss([|Loss.CategoricalCrossEntropy|])", "logarithms already")]
    [InlineData("Dense(10, Bias = false), BatchNorm, Loss([|Loss.BinaryCrossEntropy|])", "any number")]
    [InlineData("Dense(8, Name = \"a\"), Sigmoid, Add(\"a\"), Loss([|Loss.BinaryCrossEntropy|])", "any number")]
    [InlineData("Dense(10), Loss([|Loss.KullbackLeibler|], FromLogits = false)", "any number")]
    public void DD4001_other_values_Triggers(string layers, string found) =>
        Assert.Contains($"gives {found}.", Message("DD4001", $"[Model, Input(8), {layers}] partial class Net;"), StringComparison.Ordinal);

    [Fact]
    public void DD4001_inside_a_block_Triggers() => Triggers("DD4001",
        "[Block, Dense(Units, Activation = Activation.Tanh)] partial class Head { [Parameter] const int Units = 2; }\n"
        + "[Model, Input(8), Head(Units = 3, Name = \"h\"), Output(\"h\"), Loss([|Loss.BinaryCrossEntropy|], Output = \"h\")] partial class Net;",
        "Loss(Loss.BinaryCrossEntropy, Output = \"h\") takes the logarithm of probabilities, but Dense(3, Activation = "
        + "Activation.Tanh) (layer 1) gives numbers from -1 to 1. Use Activation.Sigmoid, or use "
        + "Loss.SigmoidCrossEntropy, which applies sigmoid itself.");

    [Fact]
    public void DD4001_of_one_output_Triggers() => Triggers("DD4001",
        "[Model, Input(8, Name = \"x\"), Dense(2, Activation = Activation.Softmax, Name = \"a\"), Dense(3, From = \"x\", Name = \"b\"), Output(\"a\"), Output(\"b\")]\n"
        + "[Loss(Loss.CategoricalCrossEntropy, Output = \"a\"), Loss([|Loss.CategoricalCrossEntropy|], Output = \"b\", Weight = 0.3)] partial class Net;",
        "Loss(Loss.CategoricalCrossEntropy, Output = \"b\", Weight = 0.3) takes the logarithm of probabilities, but Dense(3, From = "
        + "\"x\", Name = \"b\") (layer 2) gives any number. Use Loss.SoftmaxCrossEntropy, which applies softmax itself, or use "
        + "Activation.Softmax.");

    /// <summary>Classifiers of either style, autoencoders, segmentation heads, ensembles, mixtures, and what can't be known.</summary>
    [Theory]
    [InlineData("Input(8), Dense(10), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Input(8), Dense(10, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8), Dense(10), Softmax, Flatten, Reshape(10), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8), Dense(1, Activation = Activation.Sigmoid), Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Input(8), Dense(1), Loss(Loss.SigmoidCrossEntropy)")]
    [InlineData("Input(8), Dense(1), HardSigmoid, Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Input(8), Dense(20, Activation = Activation.Sigmoid), Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Input(8), Dense(2, Activation = Activation.Softmax), Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Input(784), Dense(32, Activation = Activation.ReLU), Dense(784, Activation = Activation.Sigmoid), Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Input(784), Dense(32, Activation = Activation.ReLU), Dense(784, Activation = Activation.Sigmoid), Loss(Loss.MeanSquaredError)")]
    [InlineData("Input(16), Dense(49, Activation = Activation.ReLU), Dense(784, Activation = Activation.Tanh), Loss(Loss.MeanSquaredError)")]
    [InlineData("Input(16), Dense(49, Activation = Activation.ReLU), Dense(784, Activation = Activation.Tanh)")]
    [InlineData("Input(8, 8, 3), Conv2D(5, Kernel = 1), Softmax, Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8, 8, 3), Conv2D(5, Kernel = 1), Softmax, GlobalAvgPool2D, Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8, 8, 3), Conv2D(1, Kernel = 1), Sigmoid, Upsample2D(Scale = 2), Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Input(8, Name = \"x\"), Dense(5), Softmax(Name = \"a\"), Dense(5, From = \"x\"), Softmax, Average(\"a\"), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8, Name = \"x\"), Dense(5), Softmax(Name = \"a\"), Dense(5, From = \"x\"), Sigmoid, Multiply(\"a\"), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8), Dense(6), Softmax, Dense(3, Trainable = false), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8), Dense(3), Loss(Loss.MeanSquaredError)")]
    [InlineData("Input(8), Dense(3), Loss(Loss.Hinge)")]
    [InlineData("Input(8), Dense(3), Loss(Loss.Focal)")]
    [InlineData("Input(8), Dense(3), Loss(Loss.KullbackLeibler)")]
    public void Sound_losses_DoesNotTrigger(string model) => DoesNotTrigger($"[Model, {model}] partial class Net;");

    [Fact]
    public void Function_of_the_user_DoesNotTrigger() => DoesNotTrigger(
        "[Model, Input(8), Dense(3), Map(nameof(Squash)), Loss(Loss.BinaryCrossEntropy)]\n"
        + "partial class Net { static float Squash(float x) => 0.5f + x / (2 + 2 * System.MathF.Abs(x)); }");

    [Fact]
    public void DD4002_sigmoids_Triggers() => Triggers("DD4002",
        "[Model, Input(8), Dense(10, Activation = Activation.Sigmoid), Loss([|Loss.CategoricalCrossEntropy|])] partial class Net;",
        "Loss(Loss.CategoricalCrossEntropy) takes one distribution over 10 classes, but the values of Dense(10, Activation = "
        + "Activation.Sigmoid) (layer 1) don't sum to 1 over them. Use Activation.Softmax, or use Loss.BinaryCrossEntropy for labels "
        + "that may hold together.");

    [Theory]
    [InlineData("Conv2D(5, Kernel = 1), Softmax(Axis = 0)")]
    [InlineData("Conv2D(5, Kernel = 1), Softmax, Flatten")]
    [InlineData("Conv2D(5, Kernel = 1), Softmax, Permute(2, 0, 1)")]
    public void DD4002_softmax_along_another_axis_Triggers(string layers) => Assert.Contains(
        "Let the softmax stand along the last dimension of the output",
        Message("DD4002", $"[Model, Input(6, 4, 3), {layers}, Loss([|Loss.CategoricalCrossEntropy|])] partial class Net;"), StringComparison.Ordinal);

    [Fact]
    public void DD4003_softmax_of_many_labels_Triggers() => Triggers("DD4003",
        "[Model, Input(8), Dense(10), Softmax, Loss([|Loss.BinaryCrossEntropy|])] partial class Net;",
        "Loss(Loss.BinaryCrossEntropy) asks yes or no of each of 10 outputs, but Softmax (layer 2) lets them compete for a sum of 1. "
        + "Use Loss.CategoricalCrossEntropy for classes that exclude each other, or use [Sigmoid] in place of [Softmax] for labels "
        + "that may hold together.");

    [Fact]
    public void DD4004_softmax_twice_Triggers() => Triggers("DD4004",
        "[Model, Input(8), Dense(10, Activation = Activation.Softmax), Loss([|Loss.SoftmaxCrossEntropy|])] partial class Net;",
        "Loss(Loss.SoftmaxCrossEntropy) applies softmax itself, but Dense(10, Activation = Activation.Softmax) (layer 1) gives values "
        + "from 0 to 1 already: of 10 classes the right one gets at most 23.2%. Drop that activation, or use "
        + "Loss.CategoricalCrossEntropy.");

    [Theory]
    [InlineData("Dense(1), Sigmoid, Loss([|Loss.SigmoidCrossEntropy|])", "every answer ends between 50% and 73.1%")]
    [InlineData("Dense(3), Sigmoid, Flatten, Loss([|Loss.SoftmaxCrossEntropy|])", "of 3 classes the right one gets at most 57.6%")]
    [InlineData("Dense(4), Softmax, Reshape(2, 2), Flatten, Loss([|Loss.KullbackLeibler|])", "of 4 classes the right one gets at most 47.5%")]
    [InlineData("Dense(1), HardSigmoid, Loss([|Loss.Focal|])", "every answer ends between 50% and 73.1%")]
    public void DD4004_other_activations_Triggers(string layers, string limit) =>
        Assert.Contains(limit, Message("DD4004", $"[Model, Input(8), {layers}] partial class Net;"), StringComparison.Ordinal);

    [Fact]
    public void DD4004_average_of_softmaxes_Triggers() => Assert.Contains("but Average(\"a\") (layer 5) gives", Message("DD4004",
        "[Model, Input(8, Name = \"x\"), Dense(5), Softmax(Name = \"a\"), Dense(5, From = \"x\"), Softmax, Average(\"a\"), Loss([|Loss.SoftmaxCrossEntropy|])] partial class Net;"),
        StringComparison.Ordinal);

    /// <summary>Gates and attention scale scores by values from 0 to 1; what they give is any number.</summary>
    [Theory]
    [InlineData("Input(8, Name = \"x\"), Dense(5, Name = \"gate\"), Sigmoid(Name = \"g\"), Dense(5, From = \"x\"), Multiply(\"g\"), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Input(8), Dense(5, Activation = Activation.Sigmoid), Dense(3), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Input(8), Dense(3, Activation = Activation.Tanh), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Input(8), Dense(3), Sigmoid, Loss(Loss.Focal, FromLogits = false)")]
    [InlineData("Input(8), Dense(3), Softmax, Loss(Loss.KullbackLeibler, FromLogits = false)")]
    public void DD4004_sound_scores_DoesNotTrigger(string model) => DoesNotTrigger($"[Model, {model}] partial class Net;");

    [Fact]
    public void DD4005_log_softmax_Triggers() => Triggers("DD4005",
        "[Model, Input(8), Dense(10), LogSoftmax, Loss([|Loss.SoftmaxCrossEntropy|])] partial class Net;",
        "Loss(Loss.SoftmaxCrossEntropy) applies log-softmax itself, so that of LogSoftmax (layer 2) changes nothing. Remove "
        + "[LogSoftmax].");

    [Fact]
    public void DD4006_squared_error_of_softmax_Triggers() => Triggers("DD4006",
        "[Model, Input(8), Dense(10), Softmax, Loss([|Loss.MeanSquaredError|])] partial class Net;",
        "Loss(Loss.MeanSquaredError) is for numbers, but Softmax (layer 2) gives a distribution over 10 classes: where the model is sure and wrong, "
        + "this loss has almost no gradient. Use Loss.CategoricalCrossEntropy.");

    [Fact]
    public void DD4007_squared_error_of_one_sigmoid_Triggers() => Triggers("DD4007",
        "[Model, Input(8), Dense(1, Activation = Activation.Sigmoid), Loss([|Loss.MeanSquaredError|])] partial class Net;",
        "Loss(Loss.MeanSquaredError) reads the Sigmoid of Dense(1, Activation = Activation.Sigmoid) (layer 1); if that answers yes or "
        + "no, this loss has almost no gradient where the answer is sure and wrong. Use Loss.BinaryCrossEntropy for answers, or keep "
        + "this for numbers from 0 to 1.");

    /// <summary>A single number is no reconstruction of a single number.</summary>
    [Fact]
    public void DD4007_one_input_Triggers() => Assert.NotEmpty(Message("DD4007",
        "[Model, Input(1), Dense(5, Activation = Activation.ReLU), Dense(1, Activation = Activation.Sigmoid), Loss([|Loss.MeanSquaredError|])] partial class Net;"));

    [Fact]
    public void DD4008_squared_error_of_a_ReLU_Triggers() => Triggers("DD4008",
        "[Model, Input(8), Dense(1), ReLU, Loss([|Loss.Huber|], Delta = 2)] partial class Net;",
        "Loss(Loss.Huber, Delta = 2) reads ReLU (layer 2), which can't give numbers below 0, and has no gradient where it gives 0. "
        + "Remove [ReLU], or use [Softplus] in place of [ReLU].");

    /// <summary>Reconstructions, images and maps, targets of a known range, attention inside the model.</summary>
    [Theory]
    [InlineData("Input(4), Dense(4, Activation = Activation.ReLU), Loss(Loss.MeanSquaredError)")]
    [InlineData("Input(8), Dense(4, Activation = Activation.Sigmoid), Loss(Loss.Huber)")]
    [InlineData("Input(8), Dense(1, Activation = Activation.Tanh), Loss(Loss.MeanSquaredError)")]
    [InlineData("Input(8), Dense(1, Activation = Activation.Softplus), Loss(Loss.MeanSquaredError)")]
    [InlineData("Input(8, 8, 3), Conv2D(1, Kernel = 1, Activation = Activation.ReLU), Loss(Loss.MeanSquaredError)")]
    [InlineData("Input(8, 8, 3), Conv2D(5, Kernel = 3, Activation = Activation.ReLU), GlobalAvgPool2D, Loss(Loss.MeanSquaredError)")]
    [InlineData("Input(8, Name = \"x\"), Dense(8, Activation = Activation.Softmax), Multiply(\"x\"), Dense(2), Loss(Loss.MeanSquaredError)")]
    public void Sound_regressions_DoesNotTrigger(string model) => DoesNotTrigger($"[Model, {model}] partial class Net;");

    [Fact]
    public void DD4009_hinge_of_a_sigmoid_Triggers() => Triggers("DD4009",
        "[Model, Input(8), Dense(1, Activation = Activation.Sigmoid), Loss([|Loss.Hinge|])] partial class Net;",
        "Loss(Loss.Hinge) wants -1 or less for negative targets, but Dense(1, Activation = Activation.Sigmoid) (layer 1) gives nothing "
        + "below 0: their loss never falls below 1. Remove Activation.Sigmoid.");

    [Fact]
    public void DD4009_hinge_of_a_tanh_DoesNotTrigger() =>
        DoesNotTrigger("[Model, Input(8), Dense(1, Activation = Activation.Tanh), Loss(Loss.Hinge)] partial class Net;");

    private const string Colour = "enum Colour { Red, Green, Blue }\n";

    [Fact]
    public void DD4010_questions_about_classes_Triggers() => Triggers("DD4010",
        Colour + "[Model, Input(8), Dense(3), Loss([|Loss.SigmoidCrossEntropy|]), Labels(typeof(Colour))] partial class Net;",
        "Loss(Loss.SigmoidCrossEntropy) asks yes or no of each of 3 outputs, but by [Labels] a sample is one of Colour: nothing makes the classes compete. "
        + "Use Loss.SoftmaxCrossEntropy.");

    [Theory]
    [InlineData("Dense(3), Loss(Loss.SigmoidCrossEntropy)")]
    [InlineData("Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Colour))")]
    [InlineData("Dense(3), Loss(Loss.Focal), Labels(typeof(Colour))")]
    [InlineData("Dense(1), Loss(Loss.SigmoidCrossEntropy), Labels(typeof(Truth))")]
    [InlineData("Dense(2), Loss(Loss.SigmoidCrossEntropy), Labels(typeof(Truth))")]
    public void DD4010_sound_questions_DoesNotTrigger(string layers) =>
        DoesNotTrigger(Colour + $"enum Truth {{ No, Yes }}\n[Model, Input(8), {layers}] partial class Net;");

    [Fact]
    public void DD4011_classifier_without_a_loss_Triggers() => Triggers("DD4011",
        Colour + "[Model, Input(8), Dense(3), Labels(typeof(Colour)), [|Train(LearningRate = 0.01)|]] partial class Net;",
        "Net has [Labels] and [Train], but no [Loss] says what training should minimise, so it has neither TrainStep nor Fit. "
        + "Add [Loss(Loss.SoftmaxCrossEntropy)].");

    /// <summary>A generator, a critic trained by hand, a classifier that is only used.</summary>
    [Theory]
    [InlineData("Dense(784, Activation = Activation.Tanh), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5, BatchSize = 64)")]
    [InlineData("Dense(1), Train(Optimizer = Optimizer.RMSprop, LearningRate = 5e-5)")]
    [InlineData("Dense(3), Labels(typeof(Colour))")]
    public void DD4011_model_that_may_do_without_DoesNotTrigger(string layers) => DoesNotTrigger(Colour + $"[Model, Input(8), {layers}] partial class Net;");

    [Fact]
    public void DD4012_weight_of_zero_Triggers() => Triggers("DD4012",
        "[Model, Input(8), Dense(1), Loss(Loss.Huber, Weight = [|0|])] partial class Net;",
        "Loss(Loss.Huber, Weight = 0) counts 0 times in what is trained: it is computed at every step and moves no parameter. Remove "
        + "Weight = 0, or leave the loss out.");

    [Fact]
    public void DD4012_negative_weight_DoesNotTrigger() =>
        DoesNotTrigger("[Model, Input(8), Dense(1), Loss(Loss.Huber), Loss(Loss.MeanAbsoluteError, Weight = -0.1)] partial class Net;");

    [Fact]
    public void DD4013_no_flatten_Triggers() => Triggers("DD4013",
        "[Model, Input(30, 1), Conv1D(64, Kernel = 3, Activation = Activation.ReLU), MaxPool1D(4), Conv1D(128, Kernel = 3, Activation = Activation.ReLU), "
        + "Dropout(0.5), [|Dense(1, Activation = Activation.Sigmoid)|], Loss(Loss.BinaryCrossEntropy)] partial class Net;",
        "Dense(1, Activation = Activation.Sigmoid) (layer 5) answers at each of the 5 positions of [5, 128] that windows have left of "
        + "30 steps, and Loss(Loss.BinaryCrossEntropy) wants a label for each. Add [Flatten] before it for one answer, or use "
        + "Padding.Same to label steps.");

    [Theory]
    [InlineData("Conv1D(16, Kernel = 3, Activation = Activation.ReLU), [|Dense(5)|], Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Conv1D(16, Kernel = 3, Activation = Activation.ReLU), Conv1D(16, Kernel = 3, Activation = Activation.ReLU), MaxPool1D(2), [|Dense(5)|], "
        + "Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Conv1D(16, Kernel = 3, Activation = Activation.ReLU), Conv1D(16, Kernel = 3, Activation = Activation.ReLU), [|Dense(1)|], "
        + "Loss(Loss.SigmoidCrossEntropy)")]
    public void DD4013_one_convolution_a_pool_or_one_unit_Triggers(string layers) =>
        Assert.NotEmpty(Message("DD4013", $"[Model, Input(30, 4), {layers}] partial class Net;"));

    /// <summary>
    /// Labels for each step, for every second one, of tokens, of the positions of a valid convolution, numbers in place of classes, and the
    /// frames of recognisers of speech: from the wave, and with dilation.
    /// </summary>
    [Theory]
    [InlineData("Input(32, 4), Conv1D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Dense(5), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Input(32, 4), Conv1D(16, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU), Dense(5), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Input(32, Type = ElementType.Int32), Embedding(100, 8), Dense(5), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Input(32, 4), Conv1D(16, Kernel = 3, Activation = Activation.ReLU), Conv1D(5, Kernel = 1), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Input(32, 4), Conv1D(16, Kernel = 3, Activation = Activation.ReLU), Flatten, Dense(5), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Input(15760, 1), Conv1D(16, Kernel = 10, Stride = 5, Activation = Activation.GELU), "
        + "Conv1D(16, Kernel = 3, Stride = 2, Activation = Activation.GELU), Conv1D(16, Kernel = 3, Stride = 2, Activation = Activation.GELU), "
        + "Conv1D(16, Kernel = 3, Stride = 2, Activation = Activation.GELU), Conv1D(16, Kernel = 3, Stride = 2, Activation = Activation.GELU), "
        + "Conv1D(16, Kernel = 2, Stride = 2, Activation = Activation.GELU), Conv1D(16, Kernel = 2, Stride = 2, Activation = Activation.GELU), "
        + "Dense(100), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Input(150, 40), Conv1D(64, Kernel = 5, Activation = Activation.ReLU), Conv1D(64, Kernel = 3, Dilation = 2, Activation = Activation.ReLU), "
        + "Conv1D(64, Kernel = 3, Dilation = 3, Activation = Activation.ReLU), Dense(64, Activation = Activation.ReLU), Dense(200), "
        + "Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Input(32, 4), Conv1D(16, Kernel = 3, Activation = Activation.ReLU), Dense(5), Loss(Loss.MeanSquaredError)")]
    public void DD4013_positions_that_have_labels_DoesNotTrigger(string model) => DoesNotTrigger($"[Model, {model}] partial class Net;");

    [Fact]
    public void DD4019_NoSuchPositions_Triggers() => Triggers("DD4019",
        "[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2), [|Conv2D(10, Kernel = 3)|], "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Conv2D(10, Kernel = 3) (layer 3) answers at each of the 13 x 13 positions that windows have left of 32 x 32, which are no grid of it that "
        + "could be labelled, and Loss(Loss.SoftmaxCrossEntropy) wants a label for each. End with [GlobalAvgPool2D], or write [Flatten, Dense(10)] "
        + "in place of Conv2D(10, Kernel = 3) (layer 3) for one label an image, or use Padding.Same and scale the map up again to label pixels.");

    /// <summary>Nine positions of 28 x 28, and maps whose margin alone is left out, may have labels.</summary>
    [Theory]
    [InlineData("MaxPool2D(4), [|Conv2D(10, Kernel = 1)|]", "7 x 7")]
    [InlineData("[|Conv2D(10, Kernel = 5)|]", "24 x 24")]
    public void DD4015_ImageLeft_Triggers(string layers, string map)
    {
        string message = Message("DD4015", "[Model, Input(28, 28, 3), Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), "
            + $"{layers}, Loss(Loss.SoftmaxCrossEntropy)] partial class Net;");
        Assert.Contains($"answers at each of the {map} positions that windows have left of 28 x 28, and", message, StringComparison.Ordinal);
    }

    [Fact]
    public void DD4015_numbers_of_what_is_no_grid_Triggers() => Triggers("DD4015",
        "[Model, Input(64, 64, 3), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), "
        + "[|Dense(1)|], Loss(Loss.MeanSquaredError)] partial class Net;",
        "Dense(1) (layer 4) answers at each of the 29 x 29 positions that windows have left of 64 x 64, and Loss(Loss.MeanSquaredError) wants a target "
        + "for each. Add [Flatten] before Dense(1) (layer 4) for one answer an image, or use Padding.Same to answer for pixels.");

    [Fact]
    public Task DD4019_each_of_its_ways_mends() => FixTest.Offers(
        "[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2), Conv2D(10, Kernel = 3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;", "Insert [GlobalAvgPool2D]", "Write [Flatten, Dense(10)] in its place");

    [Fact]
    public void DD2001_dense_layer_on_a_map_that_answers_yes_or_no_Triggers() => Triggers("DD2001",
        "[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), [|Dense(1)|], Loss(Loss.SigmoidCrossEntropy)] partial class Net;",
        "Dense(1) (layer 2) needs a flat input for SigmoidCrossEntropy, but Conv2D(16, Kernel = 3, Activation = Activation.ReLU) (layer 1) gives "
        + "[30, 30, 16]. Add [Flatten] before it; to label every position, write [Conv2D(1, Kernel = 1)].");

    /// <summary>Of the second loss too, whatever the first is about.</summary>
    [Fact]
    public void DD2001_behind_another_loss_Triggers() => Triggers("DD2001",
        "[Model, Input(30, 30, 3, Name = \"image\"), Conv2D(16, Kernel = 3, Activation = Activation.ReLU, Name = \"map\")] "
        + "[GlobalAvgPool2D, Dense(1, Name = \"any\"), Output(\"any\"), [|Dense(10, From = \"map\", Name = \"which\")|], Output(\"which\")] "
        + "[Loss(Loss.SigmoidCrossEntropy, Output = \"any\"), Loss(Loss.SoftmaxCrossEntropy, Output = \"which\")] partial class Net;",
        "Dense(10, From = \"map\", Name = \"which\") (layer 4) needs a flat input for SoftmaxCrossEntropy, but Conv2D(16, Kernel = 3, "
        + "Activation = Activation.ReLU, Name = \"map\") (layer 1) gives [28, 28, 16]. Add [Flatten] before it; to label every position, write "
        + "[Conv2D(10, Kernel = 1)].");

    /// <summary>Pairs of tokens, of which no image could be flattened.</summary>
    [Fact]
    public void DD2001_dense_layer_of_pairs_DoesNotTrigger() => DoesNotTrigger("DD2001",
        "[Model, Input(6, Type = ElementType.Int32), Embedding(9, 12), Reshape(6, 6, 2), Dense(1), Loss(Loss.SigmoidCrossEntropy)] partial class Net;");

    /// <summary>Cells that have a class where something is in them.</summary>
    [Fact]
    public void DD4015_classes_of_cells_of_a_detector_DoesNotTrigger() => DoesNotTrigger("DD4015",
        "[Model, Input(48, 48, 1), Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)] "
        + "[Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)] "
        + "[Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2, Name = \"seen\")] "
        + "[Conv2D(1, Kernel = 1, Name = \"presence\"), Conv2D(3, Kernel = 1, From = \"seen\", Name = \"kind\"), Output(\"presence\"), Output(\"kind\")] "
        + "[Loss(Loss.Focal, Output = \"presence\"), Loss(Loss.SoftmaxCrossEntropy, Output = \"kind\")] partial class Net;");

    /// <summary>By [Labels] a sample is one of the classes, so positions have none of their own.</summary>
    [Fact]
    public void DD4019_labels_of_samples_Triggers()
    {
        string message = Message("DD4019",
            "enum Kind { A, B, C } [Model, Input(28, 28, 3), Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), "
            + "MaxPool2D(4), [|Conv2D(3, Kernel = 1)|], Labels(typeof(Kind)), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;");
        Assert.Contains("of 28 x 28, Loss(Loss.SoftmaxCrossEntropy) wants a label for each, and by [Labels] a sample is one of Kind. End "
            + "with", message, StringComparison.Ordinal);
    }

    /// <summary>An index of positions that have no label says that the others have one each.</summary>
    [Theory]
    [InlineData("MaxPool2D(4), Conv2D(10, Kernel = 1)")]
    [InlineData("Conv2D(16, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2), Conv2D(10, Kernel = 3)")]
    public void DD4015_positions_of_which_some_have_no_label_DoesNotTrigger(string layers) =>
        DoesNotTrigger("DD4019",
            $"[Model, Input(28, 28, 3), Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), {layers}, "
            + "Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1)] partial class Net;");

    [Theory]
    [InlineData("Softplus", "of at least 1")]
    [InlineData("Sigmoid", "from 1 to 2.72")]
    [InlineData("Tanh", "from 0.37 to 2.72")]
    public void DD4020_BoundedCounts_Triggers(string activation, string means) => Triggers("DD4020",
        $"[Model, Input(12), Dense(8, Activation = Activation.ReLU), Dense(1, Activation = Activation.{activation}), "
            + $"Loss([|Loss.Poisson|])] partial class Net;",
        $"Loss(Loss.Poisson) reads the logarithm of the mean that it expects, and the {activation} of Dense(1, Activation = "
            + $"Activation.{activation}) (layer 2) bounds it: "
        + $"no mean but {means} can be predicted. Remove Activation.{activation}.");

    [Fact]
    public void DD4020_logarithms_DoesNotTrigger() =>
        DoesNotTrigger("[Model, Input(12), Dense(8, Activation = Activation.ReLU), Dense(1), Loss(Loss.Poisson)] partial class Net;");

    [Fact]
    public Task DD4020_BoundedCounts_Fix() => FixTest.Fixed(
        "[Model, Input(12), Dense(8, Activation = Activation.ReLU), Dense(1, Activation = Activation.Softplus), Loss(Loss.Poisson)] partial "
            + "class Net;\n",
        "Remove Activation.Softplus",
        "[Model, Input(12), Dense(8, Activation = Activation.ReLU), Dense(1), Loss(Loss.Poisson)] partial class Net;\n");

    /// <summary>Labels of pixels, and of the cells of a grid; one position; a map that is scaled up.</summary>
    [Theory]
    [InlineData("Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Conv2D(10, Kernel = 1)")]
    [InlineData("Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2), Conv2D(10, Kernel = 1)")]
    [InlineData("Conv2D(16, Kernel = 3, Activation = Activation.ReLU), Conv2D(10, Kernel = 30)")]
    [InlineData("Conv2D(16, Kernel = 3, Activation = Activation.ReLU), Upsample2D(2), Conv2D(10, Kernel = 1)")]
    [InlineData("Conv2D(16, Kernel = 3, Activation = Activation.ReLU), GlobalAvgPool2D, Dense(10)")]
    public void DD4015_labels_of_positions_DoesNotTrigger(string layers) =>
        DoesNotTrigger("DD4019", $"[Model, Input(32, 32, 3), {layers}, Loss(Loss.SoftmaxCrossEntropy)] partial class Net;");
}
