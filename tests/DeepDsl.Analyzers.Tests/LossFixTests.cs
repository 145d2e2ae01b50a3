using DeepDsl.Analyzers.Tests.Harness;

namespace DeepDsl.Analyzers.Tests;

public sealed class LossFixTests
{
    [Fact]
    public Task DD4001_UseLogitLoss() => FixTest.Fixed(
        "[Model, Input(8), Dense(10)]\n// What is trained.\n[Loss(Loss.CategoricalCrossEntropy, LabelSmoothing = 0.1)]\npartial class Net;\n",
        "Use Loss.SoftmaxCrossEntropy",
        "[Model, Input(8), Dense(10)]\n// What is trained.\n[Loss(Loss.SoftmaxCrossEntropy, LabelSmoothing = 0.1)]\npartial class Net;\n");

    [Fact]
    public Task DD4001_UseLogitLoss_for_all() => FixTest.FixesAll(
        "[Model, Input(8), Dense(1), Loss(kind: Loss.BinaryCrossEntropy)]\npartial class A;\n"
        + "[Model, Input(8), Dense(3), Loss(DeepDsl.Loss.KullbackLeibler, FromLogits = false)]\npartial class B;\n",
        "[Model, Input(8), Dense(1), Loss(kind: Loss.SigmoidCrossEntropy)]\npartial class A;\n"
        + "[Model, Input(8), Dense(3), Loss(DeepDsl.Loss.KullbackLeibler)]\npartial class B;\n");

    [Fact]
    public Task DD4001_UseActivation() => FixTest.Fixed(
        "[Model, Input(8), Dense(1, Activation = Activation.Tanh), Loss(Loss.BinaryCrossEntropy)]\npartial class Net;\n",
        "Use Activation.Sigmoid",
        "[Model, Input(8), Dense(1, Activation = Activation.Sigmoid), Loss(Loss.BinaryCrossEntropy)]\npartial class Net;\n");

    [Fact]
    public Task DD4001_UseActivation_as_a_layer() => FixTest.Fixed(
        "[Model]\n[Input(8)]\n[Dense(3)]\n[LogSoftmax(Axis = -1, Name = \"p\")]\n[Output(\"p\")]\n[Loss(Loss.CategoricalCrossEntropy)]\npartial class Net;\n",
        "Use [Softmax] in place of [LogSoftmax]",
        "[Model]\n[Input(8)]\n[Dense(3)]\n[Softmax(Axis = -1, Name = \"p\")]\n[Output(\"p\")]\n[Loss(Loss.CategoricalCrossEntropy)]\npartial class Net;\n");

    /// <summary>Another activation would take the name tanh1 from the output.</summary>
    [Fact]
    public Task DD4001_UseLogitLoss_where_the_activation_is_named_by_number() => FixTest.Fixed(
        "[Model, Input(8), Dense(1), Tanh, Output(\"tanh1\"), Loss(Loss.BinaryCrossEntropy)]\npartial class Net;\n",
        "Use Loss.SigmoidCrossEntropy",
        "[Model, Input(8), Dense(1), Tanh, Output(\"tanh1\"), Loss(Loss.SigmoidCrossEntropy)]\npartial class Net;\n");

    [Fact]
    public Task DD4002_UseSoftmax() => FixTest.Fixed(
        "[Model, Input(8), Dense(10, Activation = Activation.Sigmoid), Loss(Loss.CategoricalCrossEntropy)]\npartial class Net;\n",
        "Use Activation.Softmax",
        "[Model, Input(8), Dense(10, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy)]\npartial class Net;\n");

    [Fact]
    public Task DD4002_UseSoftmax_for_all() => FixTest.FixesAll(
        "[Model, Input(8), Dense(10), HardSigmoid, Loss(Loss.CategoricalCrossEntropy)]\npartial class A;\n"
        + "[Model, Input(6, 4, 3), Conv2D(5, Kernel = 1), Softmax(Axis = 1), Loss(Loss.CategoricalCrossEntropy)]\npartial class B;\n",
        "[Model, Input(8), Dense(10), Softmax, Loss(Loss.CategoricalCrossEntropy)]\npartial class A;\n"
        + "[Model, Input(6, 4, 3), Conv2D(5, Kernel = 1), Softmax, Loss(Loss.CategoricalCrossEntropy)]\npartial class B;\n");

    [Fact]
    public Task DD4003_UseCategoricalCrossEntropy() => FixTest.Fixed(
        "[Model, Input(8), Dense(10, Activation = Activation.Softmax), Loss(Loss.BinaryCrossEntropy, Weight = 2)]\npartial class Net;\n",
        "Use Loss.CategoricalCrossEntropy",
        "[Model, Input(8), Dense(10, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy, Weight = 2)]\npartial class Net;\n");

    [Fact]
    public Task DD4003_UseCategoricalCrossEntropy_for_all() => FixTest.FixesAll(
        "[Model, Input(8), Dense(3), Softmax, Loss(Loss.BinaryCrossEntropy)]\npartial class A;\n"
        + "[Model, Input(8), Dense(4), Softmax, Loss(Loss.BinaryCrossEntropy)]\npartial class B;\n",
        "[Model, Input(8), Dense(3), Softmax, Loss(Loss.CategoricalCrossEntropy)]\npartial class A;\n"
        + "[Model, Input(8), Dense(4), Softmax, Loss(Loss.CategoricalCrossEntropy)]\npartial class B;\n");

    [Fact]
    public Task DD4004_RemoveActivation() => FixTest.Fixed(
        "[Model, Input(8), Dense(10, Activation = Activation.Softmax), Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n",
        "Remove Activation.Softmax",
        "[Model, Input(8), Dense(10), Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n");

    [Fact]
    public Task DD4004_RemoveActivation_on_a_line() => FixTest.Fixed(
        "[Model]\n[Input(8)]\n[Dense(10)]\n[Softmax]\n// What is trained.\n[Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n",
        "Remove [Softmax]",
        "[Model]\n[Input(8)]\n[Dense(10)]\n// What is trained.\n[Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n");

    /// <summary>Another layer reads the softmax, so the loss must change.</summary>
    [Fact]
    public Task DD4004_UseProbabilities() => FixTest.Fixed(
        "[Model, Input(8), Dense(10), Softmax(Name = \"p\"), Dense(4, From = \"p\", Name = \"q\"), Output(\"p\"), Output(\"q\")]\n[Loss(Loss.SoftmaxCrossEntropy, Output = \"p\"), Loss(Loss.Huber, Output = \"q\")]\npartial class Net;\n",
        "Use Loss.CategoricalCrossEntropy",
        "[Model, Input(8), Dense(10), Softmax(Name = \"p\"), Dense(4, From = \"p\", Name = \"q\"), Output(\"p\"), Output(\"q\")]\n[Loss(Loss.CategoricalCrossEntropy, Output = \"p\"), Loss(Loss.Huber, Output = \"q\")]\npartial class Net;\n");

    [Fact]
    public Task DD4004_UseProbabilities_behind_a_block() => FixTest.Fixed(
        "[Block, Dense(Units, Activation = Activation.Softmax)]\npartial class Head { [Parameter] const int Units = 2; }\n[Model, Input(8), Head(Units = 3), Loss(Loss.KullbackLeibler)]\npartial class Net;\n",
        "Set FromLogits = false",
        "[Block, Dense(Units, Activation = Activation.Softmax)]\npartial class Head { [Parameter] const int Units = 2; }\n[Model, Input(8), Head(Units = 3), Loss(Loss.KullbackLeibler, FromLogits = false)]\npartial class Net;\n");

    [Fact]
    public Task DD4004_RemoveActivation_for_all() => FixTest.FixesAll(
        "[Model, Input(8), Dense(1), Sigmoid, Loss(Loss.SigmoidCrossEntropy)]\npartial class A;\n"
        + "[Model, Input(8), Dense(1, Activation = Activation.HardSigmoid, Bias = true), Loss(Loss.Focal)]\npartial class B;\n",
        "[Model, Input(8), Dense(1), Loss(Loss.SigmoidCrossEntropy)]\npartial class A;\n"
        + "[Model, Input(8), Dense(1, Bias = true), Loss(Loss.Focal)]\npartial class B;\n");

    [Fact]
    public Task DD4005_RemoveLogSoftmax() => FixTest.Fixed(
        "[Model, Input(8), Dense(10), LogSoftmax, Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n",
        "Remove [LogSoftmax]",
        "[Model, Input(8), Dense(10), Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n");

    [Fact]
    public Task DD4005_RemoveLogSoftmax_for_all() => FixTest.FixesAll(
        "[Model, Input(8), Dense(9), LogSoftmax, Loss(Loss.KullbackLeibler)]\npartial class A;\n"
        + "[Model, Input(8), Dense(3, Activation = Activation.LogSoftmax), Loss(Loss.SoftmaxCrossEntropy)]\npartial class B;\n",
        "[Model, Input(8), Dense(9), Loss(Loss.KullbackLeibler)]\npartial class A;\n"
        + "[Model, Input(8), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]\npartial class B;\n");

    [Fact]
    public Task DD4006_UseCategoricalCrossEntropy() => FixTest.Fixed(
        "[Model, Input(8), Dense(10), Softmax, Loss(Loss.Huber, Delta = 2, Weight = 0.5)]\npartial class Net;\n",
        "Use Loss.CategoricalCrossEntropy",
        "[Model, Input(8), Dense(10), Softmax, Loss(Loss.CategoricalCrossEntropy, Weight = 0.5)]\npartial class Net;\n");

    [Fact]
    public Task DD4006_UseCategoricalCrossEntropy_for_all() => FixTest.FixesAll(
        "[Model, Input(8), Dense(9), Softmax, Loss(Loss.LogCosh)]\npartial class A;\n"
        + "[Model, Input(8), Dense(9), Softmax, Loss(Loss.MeanAbsoluteError)]\npartial class B;\n",
        "[Model, Input(8), Dense(9), Softmax, Loss(Loss.CategoricalCrossEntropy)]\npartial class A;\n"
        + "[Model, Input(8), Dense(9), Softmax, Loss(Loss.CategoricalCrossEntropy)]\npartial class B;\n");

    [Fact]
    public Task DD4007_UseBinaryCrossEntropy() => FixTest.Fixed(
        "[Model, Input(8), Dense(1), Sigmoid, Loss(Loss.MeanSquaredError)]\npartial class Net;\n",
        "Use Loss.BinaryCrossEntropy",
        "[Model, Input(8), Dense(1), Sigmoid, Loss(Loss.BinaryCrossEntropy)]\npartial class Net;\n");

    [Fact]
    public Task DD4007_UseBinaryCrossEntropy_for_all() => FixTest.FixesAll(
        "[Model, Input(8), Dense(1), Sigmoid, Loss(Loss.LogCosh)]\npartial class A;\n"
        + "[Model, Input(8), Dense(1), Sigmoid, Loss(Loss.MeanAbsoluteError)]\npartial class B;\n",
        "[Model, Input(8), Dense(1), Sigmoid, Loss(Loss.BinaryCrossEntropy)]\npartial class A;\n"
        + "[Model, Input(8), Dense(1), Sigmoid, Loss(Loss.BinaryCrossEntropy)]\npartial class B;\n");

    [Fact]
    public Task DD4008_RemoveReLU() => FixTest.Fixed(
        "[Model, Input(8), Dense(1, Activation = Activation.ReLU), Loss(Loss.MeanSquaredError)]\npartial class Net;\n",
        "Remove Activation.ReLU",
        "[Model, Input(8), Dense(1), Loss(Loss.MeanSquaredError)]\npartial class Net;\n");

    [Fact]
    public Task DD4008_RemoveReLU_for_all() => FixTest.FixesAll(
        "[Model, Input(8), Dense(1), ReLU6, Loss(Loss.MeanSquaredError)]\npartial class A;\n"
        + "[Model, Input(8), Dense(2), ReLU, Loss(Loss.MeanSquaredError)]\npartial class B;\n",
        "[Model, Input(8), Dense(1), Loss(Loss.MeanSquaredError)]\npartial class A;\n"
        + "[Model, Input(8), Dense(2), Loss(Loss.MeanSquaredError)]\npartial class B;\n");

    [Fact]
    public Task DD4009_RemoveSigmoid() => FixTest.Fixed(
        "[Model, Input(8), Dense(1), Sigmoid, Loss(Loss.Hinge)]\npartial class Net;\n",
        "Remove [Sigmoid]",
        "[Model, Input(8), Dense(1), Loss(Loss.Hinge)]\npartial class Net;\n");

    [Fact]
    public Task DD4009_RemoveActivation_for_all() => FixTest.FixesAll(
        "[Model, Input(8), Dense(1), Softplus, Loss(Loss.Hinge)]\npartial class A;\n"
        + "[Model, Input(8), Dense(2), Softmax, Loss(Loss.Hinge)]\npartial class B;\n",
        "[Model, Input(8), Dense(1), Loss(Loss.Hinge)]\npartial class A;\n"
        + "[Model, Input(8), Dense(2), Loss(Loss.Hinge)]\npartial class B;\n");

    [Fact]
    public Task DD4010_UseSoftmax() => FixTest.Fixed(
        "enum Colour { Red, Green, Blue }\n[Model, Input(8), Dense(3), Sigmoid, Loss(Loss.BinaryCrossEntropy), Labels(typeof(Colour))]\npartial class Net;\n",
        "Use [Softmax] in place of [Sigmoid] and use Loss.CategoricalCrossEntropy",
        "enum Colour { Red, Green, Blue }\n[Model, Input(8), Dense(3), Softmax, Loss(Loss.CategoricalCrossEntropy), Labels(typeof(Colour))]\npartial class Net;\n");

    [Fact]
    public Task DD4010_UseSoftmaxCrossEntropy_for_all() => FixTest.FixesAll(
        "enum Colour { Red, Green, Blue }\n[Model, Input(8), Dense(3), Loss(Loss.SigmoidCrossEntropy), Labels(typeof(Colour))]\npartial class A;\n"
        + "[Model, Input(8), Dense(3), Loss(Loss.SigmoidCrossEntropy), Labels(typeof(Colour))]\npartial class B;\n",
        "enum Colour { Red, Green, Blue }\n[Model, Input(8), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Colour))]\npartial class A;\n"
        + "[Model, Input(8), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Colour))]\npartial class B;\n");

    [Fact]
    public Task DD4011_AddLoss() => FixTest.Fixed(
        "enum Colour { Red, Green, Blue }\n[Model]\n[Input(8)]\n[Dense(3)]\n[Train(LearningRate = 0.01)]\n[Labels(typeof(Colour))]\npartial class Net;\n",
        "Add [Loss(Loss.SoftmaxCrossEntropy)]",
        "enum Colour { Red, Green, Blue }\n[Model]\n[Input(8)]\n[Dense(3)]\n[Train(LearningRate = 0.01)]\n[Loss(Loss.SoftmaxCrossEntropy)]\n[Labels(typeof(Colour))]\npartial class Net;\n");

    [Fact]
    public Task DD4011_AddLoss_for_all() => FixTest.FixesAll(
        "enum Truth { No, Yes }\n[Model, Input(8), Dense(1), Sigmoid, Train(BatchSize = 8), Labels(typeof(Truth))]\npartial class A;\n"
        + "[Model, Input(8), Dense(2), Softmax, Labels(typeof(Truth)), Train(BatchSize = 8)]\npartial class B;\n",
        "enum Truth { No, Yes }\n[Model, Input(8), Dense(1), Sigmoid, Train(BatchSize = 8), Loss(Loss.BinaryCrossEntropy), Labels(typeof(Truth))]\npartial class A;\n"
        + "[Model, Input(8), Dense(2), Softmax, Labels(typeof(Truth)), Train(BatchSize = 8), Loss(Loss.CategoricalCrossEntropy)]\npartial class B;\n");

    [Fact]
    public Task DD4012_RemoveWeight() => FixTest.Fixed(
        "[Model, Input(8), Dense(1), Loss(Loss.Huber, Weight = 0, Delta = 2)]\npartial class Net;\n",
        "Remove Weight = 0",
        "[Model, Input(8), Dense(1), Loss(Loss.Huber, Delta = 2)]\npartial class Net;\n");

    [Fact]
    public Task DD4012_RemoveWeight_for_all() => FixTest.FixesAll(
        "[Model, Input(8), Dense(1), Loss(Loss.Huber, Weight = 0)]\npartial class A;\n"
        + "[Model, Input(8), Dense(1), Loss(Loss.Huber, Weight = 0)]\npartial class B;\n",
        "[Model, Input(8), Dense(1), Loss(Loss.Huber)]\npartial class A;\n"
        + "[Model, Input(8), Dense(1), Loss(Loss.Huber)]\npartial class B;\n");

    [Fact]
    public Task DD4013_InsertFlatten() => FixTest.Fixed(
        "[Model, Input(32, 1)]\n[Conv1D(8, Kernel = 3, Activation = Activation.ReLU)]\n[Dense(16, Activation = Activation.ReLU), Dense(3)]\n"
        + "[Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n",
        "Insert [Flatten]",
        "[Model, Input(32, 1)]\n[Conv1D(8, Kernel = 3, Activation = Activation.ReLU)]\n[Flatten]\n[Dense(16, Activation = Activation.ReLU), Dense(3)]\n"
        + "[Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n");
}
