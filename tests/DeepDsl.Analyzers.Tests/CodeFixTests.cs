using DeepDsl.Analyzers.Tests.Harness;

namespace DeepDsl.Analyzers.Tests;

public sealed class CodeFixTests
{
    [Fact]
    public Task DD1001_AddPartial() => FixTest.Fixed(
        "class Outer\n{\n    // A net.\n    [Model, Input(2), Dense(1)]\n    public class Net;\n}\n", "Add partial",
        "partial class Outer\n{\n    // A net.\n    [Model, Input(2), Dense(1)]\n    public partial class Net;\n}\n");

    [Fact]
    public Task DD1001_AddPartial_to_all() => FixTest.FixesAll(
        "[Model, Input(2), Dense(1)]\npublic class A;\n\n[Block, Dense(1)]\nsealed class B;\n",
        "[Model, Input(2), Dense(1)]\npublic partial class A;\n\n[Block, Dense(1)]\nsealed partial class B;\n");

    [Fact]
    public Task DD1009_UseNearestName_in_a_merge() => FixTest.Fixed(
        "[Model, Input(2, Name = \"left\"), Dense(2, Name = \"right\"), Tanh, Concat(\"left\", \"rihgt\")]\npartial class Net;\n",
        "Change to \"right\"",
        "[Model, Input(2, Name = \"left\"), Dense(2, Name = \"right\"), Tanh, Concat(\"left\", \"right\")]\npartial class Net;\n");

    [Fact]
    public Task DD1009_UseNearestName_for_all() => FixTest.FixesAll(
        "[Model, Input(2, Name = \"x\"), Dense(2, From = \"y\")]\npartial class A;\n[Model, Input(2, Name = \"in\"), Dense(2, From = \"inn\")]\npartial class B;\n",
        "[Model, Input(2, Name = \"x\"), Dense(2, From = \"x\")]\npartial class A;\n[Model, Input(2, Name = \"in\"), Dense(2, From = \"in\")]\npartial class B;\n");

    [Fact]
    public Task DD1012_AddOutput() => FixTest.Fixed(
        "[Model]\n[Input(2, Name = \"x\")]\n[Dense(3, Name = \"aux\")]\n[Dense(2, From = \"x\", Name = \"y\")]\n[Output(\"y\")]\npartial class Net;\n",
        "Add [Output(\"aux\")]",
        "[Model]\n[Input(2, Name = \"x\")]\n[Dense(3, Name = \"aux\")]\n[Dense(2, From = \"x\", Name = \"y\")]\n[Output(\"y\")]\n[Output(\"aux\")]\npartial class Net;\n");

    [Fact]
    public Task DD1012_RemoveLayer_with_those_that_are_there_for_it() => FixTest.Fixed(
        "[Model]\n[Input(2, Name = \"x\")]\n[Dense(3)]\n[ReLU]\n[Dense(2, From = \"x\")]\n[Loss(Loss.Huber)]\npartial class Net;\n",
        "Remove [Dense(3)] and [ReLU]",
        "[Model]\n[Input(2, Name = \"x\")]\n[Dense(2, From = \"x\")]\n[Loss(Loss.Huber)]\npartial class Net;\n");

    [Fact]
    public Task DD1013_AddOutput_for_each_value() => FixTest.Fixed(
        "partial class Nets\n{\n    [Model]\n    [Input(2, Name = \"x\")]\n    [Dense(3, Name = \"a\"), Dense(2, From = \"x\")]\n    partial class Net;\n}\n",
        "Add [Output(\"a\"), Output(\"dense1\")]",
        "partial class Nets\n{\n    [Model]\n    [Input(2, Name = \"x\")]\n    [Dense(3, Name = \"a\"), Dense(2, From = \"x\")]\n"
        + "    [Output(\"a\"), Output(\"dense1\")]\n    partial class Net;\n}\n");

    [Fact]
    public Task DD1013_AddOutput_and_say_which_the_loss_reads() => FixTest.Fixed(
        "[Model]\n[Input(2, Name = \"x\")]\n[Dense(3, Name = \"a\", Trainable = false), Dense(2, From = \"x\")]\n[Loss(Loss.Huber, Delta = 2)]\npartial class Net;\n",
        "Add [Output(\"a\"), Output(\"dense1\")]",
        "[Model]\n[Input(2, Name = \"x\")]\n[Dense(3, Name = \"a\", Trainable = false), Dense(2, From = \"x\")]\n[Loss(Loss.Huber, Delta = 2, Output = \"dense1\")]\n"
        + "[Output(\"a\"), Output(\"dense1\")]\npartial class Net;\n");

    [Fact]
    public Task DD1012_AddOutput_and_say_which_the_loss_reads() => FixTest.Fixed(
        "[Model]\n[Input(2, Name = \"x\")]\n[Dense(3, Name = \"aux\", Trainable = false)]\n[Dense(2, From = \"x\", Name = \"y\")]\n[Loss(Loss.Huber)]\n[Output(\"y\")]\npartial class Net;\n",
        "Add [Output(\"aux\")]",
        "[Model]\n[Input(2, Name = \"x\")]\n[Dense(3, Name = \"aux\", Trainable = false)]\n[Dense(2, From = \"x\", Name = \"y\")]\n[Loss(Loss.Huber, Output = \"y\")]\n[Output(\"y\")]\n"
        + "[Output(\"aux\")]\npartial class Net;\n");

    [Fact]
    public Task DD2001_InsertFlatten_on_a_line() => FixTest.Fixed(
        "[Model]\n[Input(28, 28, 1)]\n[Conv2D(16, Kernel = 3, Activation = Activation.ReLU)]\n// The classes.\n[Dense(10)]\n[Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n",
        "Insert [Flatten]",
        "[Model]\n[Input(28, 28, 1)]\n[Conv2D(16, Kernel = 3, Activation = Activation.ReLU)]\n// The classes.\n[Flatten]\n[Dense(10)]\n[Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n");

    [Fact]
    public Task DD2001_InsertFlatten_for_all_within_lists() => FixTest.FixesAll(
        "[Model, Input(28, 28, 1), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), Dense(10), Loss(Loss.SoftmaxCrossEntropy)]\npartial class A;\n"
        + "[Model, Input(28, 28, 1), MaxPool2D(2), Dense(10), Loss(Loss.SoftmaxCrossEntropy)]\npartial class B;\n",
        "[Model, Input(28, 28, 1), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), Flatten, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]\npartial class A;\n"
        + "[Model, Input(28, 28, 1), MaxPool2D(2), Flatten, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]\npartial class B;\n");

    [Fact]
    public Task DD2014_ReorderInput() => FixTest.Fixed(
        "[Model, Input(3, Net.Side, Net.Side, Name = \"x\"), Conv2D(4, Kernel = 3)]\npartial class Net { const int Side = 32; }\n",
        "Change to [Input(32, 32, 3)] (the data must change too)",
        "[Model, Input(Net.Side, Net.Side, 3, Name = \"x\"), Conv2D(4, Kernel = 3)]\npartial class Net { const int Side = 32; }\n");

    [Fact]
    public Task DD2014_ReorderInput_one_at_a_time() => FixTest.FixesOneAtATime(
        "[Model, Input(1, 28, 28), Conv2D(4, Kernel = 1)]\npartial class A;\n[Model, Input(3, 8, 8), Conv2D(4, Kernel = 1)]\npartial class B;\n");

    [Fact]
    public Task DD2002_DeclareInts_one_at_a_time() => FixTest.FixesOneAtATime(
        "[Model, Input(6), Embedding(9, 4)]\npartial class A;\n[Model, Input(7), Embedding(9, 4)]\npartial class B;\n");
}
