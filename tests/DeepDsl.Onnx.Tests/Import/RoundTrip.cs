using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Tests;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>A model that is written as ONNX and read again.</summary>
internal static class RoundTrip
{
    /// <summary>Of the largest magnitude of an output.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Demands that what comes back computes the same; the reason where it does not come back.</summary>
    public static string? Run(ModelGraph model, ModelValues values, int samples, int opset, out OnnxImport? import,
        IReadOnlyDictionary<string, int>? sizes = null,
        bool isEvaluated = true)
    {
        using TemporaryFolder folder = new();
        string path = folder["model.onnx"];
        File.WriteAllBytes(path, OnnxRun.Written(GraphExport.Run("Model", new ExportedGraph(model), opset, values.Floats), opset));
        try
        {
            import = OnnxImporter.Import(path, sizes: sizes);
        }
        catch (NotSupportedException e)
        {
            import = null;
            return e.Message.Replace(path, "model.onnx", StringComparison.Ordinal);
        }

        ImportedClass made = new(import);
        if (!isEvaluated)
        {
            return null;
        }

        Dictionary<string, InputNode> inputs = model.Inputs.ToDictionary(i => Names.Valid(i.Name), i => i.Node);
        double[][] found = made.Evaluate(samples, name => values.Of(inputs[name]).Values);
        Assert.Equal(model.Outputs.Count, found.Length);
        for (int i = 0; i < found.Length; i++)
        {
            Close(values.Interpret(model.Outputs[i].Node), found[i], import.Source);
        }

        return null;
    }

    public static void Close(double[] expected, double[] found, string what, double tolerance = Tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        double scale = expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - found[i]) <= (tolerance * scale) + 1e-7,
                    $"[{i}]: expected {expected[i]:R}, found {found[i]:R} (largest {scale:R}).\n{what}");
        }
    }
}
