using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Graphs;

public sealed class GraphRuleTests
{
    private const string ReLU = "Activation = Activation.ReLU";

    private static string Model(string layers) => "[Model, Input(60, 2, Type = ElementType.Int32, Name = \"edges\"), Input(20, 16, Name = \"x\"), "
        + $"{layers}, GraphConv(4), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n";

    private static string Stack(int layers) => string.Join(", ", Enumerable.Repeat($"GraphConv(16, {ReLU})", layers));

    private static string Sums(string normalize) =>
        Model(string.Join(", ", Enumerable.Range(1, 3).Select(i => $"GraphConv(1{i}, {(i < 3 ? normalize.Replace("[|", "").Replace("|]", "") : normalize)}{ReLU})")));

    [Fact]
    public void DD3038_OverSmoothing_Triggers() => Triggers("DD3038", Model(Stack(6)).Replace("GraphConv(4)", "[|GraphConv(4)|]"),
        "GraphConv(4) (layer 7) is number 7 of 7 graph layers one behind another, with neither a skip nor a norm between: each takes means over neighbours, and "
        + "beyond about 6 all nodes are alike. Use two to four, or let a [Shortcut] pass each.");

    [Fact]
    public void DD3038_OverSmoothing_DoesNotTrigger() => DoesNotTrigger(Model(Stack(5)));

    [Fact]
    public void DD3038_of_layers_that_a_sum_passes_DoesNotTrigger() => DoesNotTrigger(Model("Residual(Repeat = 9)")
        + "[Block, Identity(Name = \"h\"), GraphConv(16, Edges = Links, Activation = Activation.ReLU), Add(\"h\")] partial class Residual "
        + "{ [Parameter] const string Links = \"edges\"; }\n");

    [Fact]
    public void DD3039_GrowingSums_Triggers() => Triggers("DD3039", Sums("Normalize = [|false|], "),
        "GraphConv(13, Normalize = false, Activation = Activation.ReLU) (layer 3) is number 3 of 3 layers one behind another that add up neighbours without a "
        + "norm: among nodes of 10 neighbours values grow about 1000-fold. Remove Normalize = false, or put [LayerNorm] behind each.");

    [Fact]
    public void DD3039_GrowingSums_DoesNotTrigger() =>
        DoesNotTrigger(Model($"GraphConv(16, Normalize = false, {ReLU}), GraphConv(16, Normalize = false, {ReLU}), LayerNorm, GraphConv(16, Normalize = false, {ReLU})"));

    [Fact]
    public Task DD3039_GrowingSums_Fix() => FixTest.Fixed(Sums("Normalize = false, "), "Remove Normalize = false", Sums(""));
}
