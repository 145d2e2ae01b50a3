using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Layers;

public sealed class LogVarianceRuleTests
{
    private static string Model(string logVariance) => "[Model, Input(64), Dense(16, Activation = Activation.ReLU, Name = \"encoded\")] "
        + $"[{logVariance}, Dense(4, From = \"encoded\"), Reparameterize(\"logVariance\")] "
        + "[Dense(16, Activation = Activation.ReLU), Dense(64), Loss(Loss.SigmoidCrossEntropy)] partial class Net;\n";

    [Fact]
    public void DD3050_LogVarianceBounded_Triggers() => Triggers("DD3050",
        Model("Dense(4, From = \"encoded\", Activation = [|Activation.Softplus|], Name = \"logVariance\")"),
        "Reparameterize(\"logVariance\") (layer 4) takes logarithms of variances, and Softplus of Dense(4, From = \"encoded\", Activation = "
            + "Activation.Softplus, "
        + "Name = \"logVariance\") (layer 2) is never below 0: no variance is below 1, so the noise is as large as what it is added to. "
        + "Remove Activation = "
        + "Activation.Softplus.");

    [Theory]
    [InlineData("Dense(4, From = \"encoded\", Name = \"logVariance\")")]
    [InlineData("Dense(4, From = \"encoded\", Activation = Activation.Tanh, Name = \"logVariance\")")]
    public void DD3050_logarithms_of_both_signs_DoesNotTrigger(string logVariance) => DoesNotTrigger(Model(logVariance));

    [Fact]
    public Task DD3050_LogVarianceBounded_Fix() => FixTest.Fixed(
        Model("Dense(4, From = \"encoded\", Activation = Activation.ReLU, Name = \"logVariance\")"), "Remove Activation = Activation.ReLU",
        Model("Dense(4, From = \"encoded\", Name = \"logVariance\")"));
}
