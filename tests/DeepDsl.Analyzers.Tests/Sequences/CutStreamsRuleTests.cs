using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Sequences;

public sealed class CutStreamsRuleTests
{
    private static string Model(string layers) =>
        $"[Model, Input(30, 16, Name = \"before\"), Input(1, Name = \"held\"), Input(20, 16), {layers}, RelativeAttention(2, Causal = true, "
        + "InitialState = [\"before\", \"held\"], FinalState = [\"after\", \"holds\"], Name = \"y\"), Output(\"y\"), Output(\"after\"), "
        + "Output(\"holds\"), Loss(Loss.MeanSquaredError, Output = \"y\")] partial class Net;\n";

    [Fact]
    public void DD3041_CutStreams_Triggers() => Triggers("DD3041", Model("[|MultiHeadAttention(2, Window = 4)|]"),
        "MultiHeadAttention(2, Window = 4) (layer 1) sees steps behind each, as far as its segment goes, and RelativeAttention(2, Causal = true, "
        + "InitialState = [\"before\", \"held\"], FinalState = [\"after\", \"holds\"], Name = \"y\") (layer 2) remembers what comes of it: a step is "
        + "another where the stream is cut elsewhere. Write Causal = true, or leave it if all streams are cut alike.");

    [Theory]
    [InlineData("GRU(8, Bidirectional = [|Merge.Concat|])")]
    [InlineData("Conv1D(16, Kernel = 3, Padding = [|Padding.Same|], Activation = Activation.ReLU), LayerNorm")]
    public void DD3041_names_what_sees(string layers) => Message("DD3041", Model(layers));

    [Theory]
    [InlineData("MultiHeadAttention(2, Window = 4, Causal = true)")]
    [InlineData("GRU(16)")]
    [InlineData("Conv1D(16, Kernel = 3, Padding = Padding.Causal, Activation = Activation.ReLU)")]
    public void DD3041_CutStreams_DoesNotTrigger(string layers) => DoesNotTrigger(Model(layers));

    [Fact]
    public void DD3041_without_a_memory_DoesNotTrigger() => DoesNotTrigger(
        "[Model, Input(20, 16), MultiHeadAttention(2, Window = 4), RelativeAttention(2, Causal = true), Loss(Loss.MeanSquaredError)] partial class Net;\n");

    [Fact]
    public Task DD3041_CutStreams_Fix() => FixTest.Fixed(Model("GRU(16, Bidirectional = Merge.Sum)"), "Let it run forwards alone", Model("GRU(16)"));
}
