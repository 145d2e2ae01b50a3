using DeepDsl.Generator.Tests.Harness;

namespace DeepDsl.Generator.Tests;

/// <summary>What a definition says of which layer reads which.</summary>
public sealed class WiringTests
{
    [Fact]
    public void Nothing_of_layers_that_read_the_one_above() =>
        Assert.DoesNotContain("Wiring", Programs("Input(4), Dense(3), ReLU, Dense(2)"), StringComparison.Ordinal);

    [Fact]
    public void Branches_by_the_rows_of_the_table() => Assert.Contains(
        "Wiring = \"0;0;2,1\",", Programs("Input(4, Name = \"x\"), Dense(3, Name = \"a\"), Dense(3, From = \"x\"), Add(\"a\")"), StringComparison.Ordinal);

    [Fact]
    public void Inputs_before_layers() => Assert.Contains(
        "Wiring = \"1;0;3,2\",",
        Programs("Input(4, Name = \"x\"), Input(5, Name = \"y\"), Dense(3, Name = \"a\"), Dense(3, From = \"x\"), Add(\"a\")"), StringComparison.Ordinal);

    [Fact]
    public void States_from_layer_to_layer() => Assert.Contains(
        "Wiring = \"0;1,2\",",
        Programs("Input(5, 3, Name = \"x\"), Input(4, 2, Name = \"y\"), LSTM(6, From = \"x\", FinalState = [\"h\", \"c\"], Return = Return.Last), "
            + "LSTM(6, From = \"y\", InitialState = [\"h\", \"c\"])"),
        StringComparison.Ordinal);

    private static string Programs(string attributes) => GeneratorRun.Of($$"""
        using DeepDsl;
        [Model, {{attributes}}, Loss(Loss.MeanSquaredError)]
        public partial class Net;
        """).Compiles().Files["Net.Programs.deepdsl.g.cs"];
}
