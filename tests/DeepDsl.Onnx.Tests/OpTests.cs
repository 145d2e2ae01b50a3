using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests;

namespace DeepDsl.Onnx.Tests;

/// <summary>Every example of every op, written as ONNX, gives in ONNX Runtime what the interpreter gives.</summary>
public sealed class OpTests
{
    public static TheoryData<string, int> Examples
    {
        get
        {
            TheoryData<string, int> examples = [];
            foreach (Op op in OpTable.All)
            {
                for (int i = 0; i < op.Examples.Count; i++)
                {
                    examples.Add(op.Name, i);
                }
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Outputs_are_those_of_the_interpreter(string name, int index) => Check(name, index, 18);

    internal static void Check(string name, int index, int opset)
    {
        Op op = OpTable.Find(name)!;
        Example example = op.Examples[index];
        ModelGraph model = OneLayerModel.Build(op, example, training: false);
        ModelValues values = new(_ => example.Batch) { Low = example.Low, High = example.High, IntLimit = example.IntLimit };
        using OnnxRun run = new(model, values, opset);
        run.Check(values);
    }
}
