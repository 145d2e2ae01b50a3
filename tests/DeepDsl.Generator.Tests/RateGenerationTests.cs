using DeepDsl.Generator.Tests.Harness;

namespace DeepDsl.Generator.Tests;

public sealed class RateGenerationTests
{
    private const string Source = """
        using DeepDsl;
        [Model, Input(6), Dense(18, LearningRate = 0.25), BatchNorm, Dense(2, LearningRate = 1), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Net;
        """;

    [Fact]
    public void A_factor_on_the_rate_reaches_the_definition_of_each_parameter_that_has_one()
    {
        string[] definitions =
        [
            .. GeneratorRun.Of(Source).Compiles().Files["Net.Programs.deepdsl.g.cs"].Split('\n')
                .Where(l => l.Contains("new ParameterDefinition(", StringComparison.Ordinal)),
        ];
        Assert.Equal(
            [true, true, false, false, false, false], definitions.Select(d => d.Contains("LearningRate = 0.25", StringComparison.Ordinal)));
        Assert.All(definitions[2..], d => Assert.DoesNotContain("LearningRate", d, StringComparison.Ordinal));
    }
}
