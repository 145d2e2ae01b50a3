using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests;

namespace DeepDsl.Onnx.Tests;

/// <summary>Every example of every op, written as ONNX, gives in ONNX Runtime what the interpreter gives.</summary>
public sealed class OpTests
{
    public static TheoryData<string> Names => [.. OpTable.All.Select(op => op.Name)];

    public static TheoryData<int> OtherOpsets => [.. Enumerable.Range(13, 14).Except([17])];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_are_those_of_the_interpreter(string name)
    {
        Op op = OpTable.Find(name)!;
        Assert.All(op.Examples, example => Check(op, example, 18));
    }

    [Theory]
    [MemberData(nameof(OtherOpsets))]
    public void Outputs_are_the_same_at_another_version_of_the_operators(int opset) =>
        Assert.All(OpTable.All, op => Check(op, op.Examples[0], opset));

    private static void Check(Op op, Example example, int opset)
    {
        ModelGraph model = OneLayerModel.Build(op, example, training: false);
        ModelValues values = new(_ => example.Batch) { Low = example.Low, High = example.High, IntLimit = example.IntLimit };
        using OnnxRun run = new(model, values, opset);
        run.Check(values);
    }
}
