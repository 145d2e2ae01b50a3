using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Layers;

public sealed class TiedVectorRuleTests
{
    private static string Model(string embedding) =>
        $"[Model, Input(8, Type = ElementType.Int32), {embedding}, LayerNorm, Unembed(\"words\"), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n";

    [Fact]
    public void DD3040_LoudTiedVectors_Triggers() => Triggers("DD3040", Model("[|Embedding(90, 64, Name = \"words\")|]"),
        "Embedding(90, 64, Name = \"words\") (layer 1) starts its vectors at deviation 1, and Unembed(\"words\") (layer 3) scores tokens by them: "
        + "over 64 numbers a signal of 1 makes scores of 8, of which softmax gives the likeliest token far more than its share. Write InitValue = 0.125.");

    [Theory]
    [InlineData("Embedding(90, 64, Name = \"words\", InitValue = 0.1)")]
    [InlineData("Embedding(90, 16, Name = \"words\")")]
    [InlineData("Embedding(90, 64, Name = \"words\", Init = Init.Uniform)")]
    [InlineData("Embedding(90, 64, Name = \"words\", Trainable = false)")]
    public void DD3040_LoudTiedVectors_DoesNotTrigger(string embedding) => DoesNotTrigger(Model(embedding));

    [Fact]
    public Task DD3040_LoudTiedVectors_Fix() => FixTest.Fixed(
        Model("Embedding(90, 64, Name = \"words\", InitValue = 2)"), "Write InitValue = 0.125", Model("Embedding(90, 64, Name = \"words\", InitValue = 0.125)"));
}
