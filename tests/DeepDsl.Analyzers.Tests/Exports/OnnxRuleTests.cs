using static DeepDsl.Analyzers.Tests.Harness.FixTest;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Exports;

public sealed class OnnxRuleTests
{
    private static string Graph(string export, string layer) =>
        $"[Model, {export}, Input(20, 2, Type = ElementType.Int32, Name = \"edges\"), Input(8, 3), {layer}]\npublic partial class Net;\n";

    [Fact]
    public void DD1041_maximum_along_edges_before_18_Triggers() => Triggers("DD1041", Graph("Exportable", "[|GraphAttention(4)|]"),
        "GraphAttention(4) (layer 1) has no form in version 17 of ONNX's operators, which [Exportable] asks for: it needs "
        + "ScatterElements that keeps the largest, which came with version 18. Say [Exportable(Opset = 18)].");

    [Fact]
    public void DD1041_sum_along_edges_before_16_Triggers() => Triggers("DD1041", Graph("Exportable(Opset = 15)", "[|GraphConv(4)|]"),
        "GraphConv(4) (layer 1) has no form in version 15 of ONNX's operators, which [Exportable] asks for: it needs "
        + "ScatterElements that adds, which came with version 16. Say [Exportable(Opset = 16)].");

    [Theory]
    [InlineData("Exportable(Opset = 18)", "GraphAttention(4)")]
    [InlineData("Exportable(Opset = 16)", "GraphConv(4)")]
    [InlineData("Exportable(Opset = 26)", "GraphSage(4, Aggregate = Aggregate.Max)")]
    public void DD1041_form_that_is_there_DoesNotTrigger(string export, string layer) => DoesNotTrigger(Graph(export, layer));

    [Fact]
    public void DD1041_of_a_model_that_nobody_marked_DoesNotTrigger() => DoesNotTrigger(
        Graph("Train(BatchSize = 16)", "GraphAttention(4), Loss(Loss.Huber)"));

    [Fact]
    public Task DD1041_SetOpset() => Fixed(
        Graph("Exportable(Opset = 13)", "GraphAttention(4)"), "Set Opset = 18", Graph("Exportable(Opset = 18)", "GraphAttention(4)"));

    [Fact]
    public Task DD1041_SetOpset_of_one_that_names_none() =>
        Fixed(Graph("Exportable", "GraphAttention(4)"), "Set Opset = 18", Graph("Exportable(Opset = 18)", "GraphAttention(4)"));

    [Theory]
    [InlineData(12, 13)]
    [InlineData(27, 26)]
    public void DD1042_version_that_is_not_written_Triggers(int opset, int nearest) => Triggers("DD1042",
        $"[Model, Input(8), Dense(2), Exportable(Opset = [|{opset}|])] public partial class Net;",
        $"[Exportable] has Opset = {opset}, but models are written in the versions 13 to 26 of ONNX's operators. Say [Exportable(Opset = {nearest})].");

    [Theory]
    [InlineData(13)]
    [InlineData(26)]
    public void DD1042_version_that_is_written_DoesNotTrigger(int opset) =>
        DoesNotTrigger($"[Model, Input(8), Dense(2), Exportable(Opset = {opset})] public partial class Net;");

    [Fact]
    public Task DD1042_SetOpset() => Fixed(
        "[Model, Input(8), Dense(2), Exportable(Opset = 11)]\npublic partial class Net;\n", "Set Opset = 13",
        "[Model, Input(8), Dense(2), Exportable(Opset = 13)]\npublic partial class Net;\n");
}
