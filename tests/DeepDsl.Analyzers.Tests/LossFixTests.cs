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
        "Change to [Softmax]",
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
}
