using DeepDsl.Analyzers.Tests.Harness;

namespace DeepDsl.Analyzers.Tests;

/// <summary>What a fix adds is named as the file must name it.</summary>
public sealed class QualificationFixTests
{
    [Theory]
    [InlineData("", "DeepDsl.", "DeepDsl.Activation")]
    [InlineData("using D = DeepDsl;\n", "D.", "D.Activation")]
    [InlineData("using DeepDsl;\nusing Function = DeepDsl.Activation;\n", "", "Function")]
    [InlineData("using DeepDsl;\n", "global::DeepDsl.", "Activation")]
    public Task A_new_member_of_an_enum(string usings, string prefix, string activation)
    {
        string Net(string arguments) =>
            $"[{prefix}Model, {prefix}Input(20), {prefix}Dense(30{arguments}), {prefix}Dense(25)]\npartial class Net;\n";
        return FixTest.Fixed(Net(""), "Use ReLU", Net($", Activation = {activation}.ReLU"), usings: usings);
    }

    [Theory]
    [InlineData("", "DeepDsl.", "DeepDsl.Activation")]
    [InlineData("using DeepDsl;\n", "", "global::DeepDsl.Activation")]
    public Task Another_member_of_an_enum(string usings, string prefix, string activation)
    {
        string Net(string function) => $"[{prefix}Model, {prefix}Input(20), {prefix}Dense(8, Activation = {activation}.{function}), "
            + $"{prefix}Dense(4)]\npartial class Net;\n";
        return FixTest.Fixed(Net("Softmax"), "Use ReLU", Net("ReLU"), usings: usings);
    }

    [Theory]
    [InlineData("", "DeepDsl.")]
    [InlineData("using D = DeepDsl;\n", "D.")]
    public Task A_new_attribute(string usings, string prefix)
    {
        string Net(string loss) => $"enum Kind {{ A, B, C }}\n[{prefix}Model, {prefix}Input(20), {prefix}Dense(3)]\n[{prefix}Labels(typeof(Kind)), "
            + $"{prefix}Train{loss}]\npartial class Net;\n";
        return FixTest.Fixed(
            Net(""), "Add [Loss(Loss.SoftmaxCrossEntropy)]", Net($", {prefix}Loss({prefix}Loss.SoftmaxCrossEntropy)"), usings: usings);
    }

    [Fact]
    public Task A_new_layer() => FixTest.Fixed(
        "[DeepDsl.Model, DeepDsl.Input(28, 28, 1), DeepDsl.MaxPool2D(2), DeepDsl.Dense(10), DeepDsl.Loss(DeepDsl.Loss.SoftmaxCrossEntropy)]\npartial class A;\n",
        "Insert [Flatten]",
        "[DeepDsl.Model, DeepDsl.Input(28, 28, 1), DeepDsl.MaxPool2D(2), DeepDsl.Flatten, DeepDsl.Dense(10), "
        + "DeepDsl.Loss(DeepDsl.Loss.SoftmaxCrossEntropy)]\npartial class A;\n",
        usings: "");
}
