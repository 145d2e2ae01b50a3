using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>What is saved as ONNX comes back as a class that computes the same.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Report()
    {
        List<string> lines = [];
        foreach (Op op in OpTable.All)
        {
            foreach ((Example example, int number) in op.Examples.Select((e, i) => (e, i)))
            {
                ModelGraph model = OneLayerModel.Build(op, example, training: false);
                foreach (int opset in new[] { 18, 14 })
                {
                    ModelValues values = new(_ => example.Batch) { Low = example.Low, High = example.High, IntLimit = example.IntLimit };
                    try
                    {
                        string? reason = RoundTrip.Run(model, values, example.Batch, opset, out OnnxImport? import);
                        lines.Add(reason is null ? $"OK {op.Name} {number} {opset} {Line(import!.Source)}" : $"NO {op.Name} {number} {opset} {example}: {reason}");
                    }
                    catch (Exception e) when (e is not NotSupportedException || !e.Message.Contains("has no form"))
                    {
                        lines.Add($"BAD {op.Name} {number} {opset} {example}: {e.GetType().Name} {Line(e.ToString())[..Math.Min(1500, Line(e.ToString()).Length)]}");
                    }
                }
            }
        }

        File.WriteAllLines("/tmp/onnxin_report.txt", lines);
    }

    private static string Line(string text) => text.ReplaceLineEndings(" | ");
}
