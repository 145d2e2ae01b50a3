using DeepDsl.Compiler.Export;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests;
using DeepDsl.Repo.Tests;
using Microsoft.ML.OnnxRuntime;

namespace DeepDsl.Onnx.Tests;

/// <summary>Every example of every op, written as ONNX, gives in ONNX Runtime what the interpreter gives.</summary>
public sealed class OpTests
{
    public static TheoryData<string> Names => [.. OpTable.All.Select(op => op.Name)];

    public static TheoryData<int> OtherOpsets =>
        [.. Enumerable.Range(OnnxOpsets.Oldest + 1, OnnxOpsets.Newest - OnnxOpsets.Oldest - 1).Except([OnnxOpsets.Standard])];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_are_those_of_the_interpreter(string name)
    {
        Op op = OpTable.Find(name)!;
        Assert.All(op.Examples, example => Check(op, example, 18));
    }

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(OtherOpsets))]
    public void Outputs_are_the_same_at_each_other_version_of_the_operators(int opset) =>
        Outputs_are_the_same_at_a_version_of_the_operators(opset);

    [Theory]
    [InlineData(OnnxOpsets.Oldest)]
    [InlineData(OnnxOpsets.Standard)]
    [InlineData(OnnxOpsets.Newest)]
    public void Outputs_are_the_same_at_a_version_of_the_operators(int opset) => Assert.All(
        OpTable.All.Where(op => OnnxOpsets.Without(Model(op, op.Examples[0]), opset).Count == 0), op => Check(op, op.Examples[0], opset));

    [Theory]
    [InlineData(13, "GraphAttention", "GraphConv", "GraphIsomorphism", "GraphSage")]
    [InlineData(15, "GraphAttention", "GraphConv", "GraphIsomorphism", "GraphSage")]
    [InlineData(16, "GraphAttention", "GraphSage")]
    [InlineData(17, "GraphAttention", "GraphSage")]
    [InlineData(18)]
    public void Layers_without_a_form_are_those_that_the_page_names(int opset, params string[] names) => Assert.Equal(
        names,
        OpTable.All.Where(op => op.Examples.Any(e => OnnxOpsets.Without(Model(op, e), opset).Count > 0))
            .Select(op => op.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_matrix_claims_no_layer_that_is_not_run() =>
        Assert.Empty(MatrixRows.Copied.Claimed("ONNX out").Except(((IEnumerable<object[]>)Names).Select(row => (string)row[0])));

    [Fact]
    public void A_newer_version_is_unknown_to_the_reader_that_tests_run()
    {
        Op dense = OpTable.Find("Dense")!;
        Assert.Throws<OnnxRuntimeException>(() => Check(dense, dense.Examples[0], OnnxOpsets.Newest + 1));
    }

    private static ModelGraph Model(Op op, Example example) => OneLayerModel.Build(op, example, training: false);

    private static void Check(Op op, Example example, int opset)
    {
        ModelGraph model = Model(op, example);
        ModelValues values = new(_ => example.Batch) { Low = example.Low, High = example.High, IntLimit = example.IntLimit };
        using OnnxRun run = new(model, values, opset);
        run.Check(values);
    }
}
