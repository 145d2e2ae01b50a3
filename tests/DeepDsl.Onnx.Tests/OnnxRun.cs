using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using Microsoft.ML.OnnxRuntime;

namespace DeepDsl.Onnx.Tests;

/// <summary>A model written and read by ONNX Runtime.</summary>
internal sealed class OnnxRun : IDisposable
{
    /// <summary>Of the largest magnitude of an output.</summary>
    private const double Tolerance = 1e-5;

    private static int s_files;

    private readonly ExportedGraph _model;
    private readonly InferenceSession _session;

    public OnnxRun(ModelGraph model, ModelValues values, int opset)
        : this(new ExportedGraph(model), values, opset)
    {
    }

    public OnnxRun(ExportedGraph model, ModelValues values, int opset)
    {
        _model = model;
        OnnxGraph graph = GraphExport.Run("Model", model, opset, values.Floats);
        Graph = graph;
        Bytes = Written(graph, opset);
        using SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, IntraOpNumThreads = 1 };
        _session = new InferenceSession(Bytes, options);
    }

    public OnnxGraph Graph { get; }

    public byte[] Bytes { get; }

    public static byte[] Written(OnnxGraph graph, int opset)
    {
        ProtoMessage message = OnnxSchema.Model(graph, opset, ("DeepDsl", "0"), [], weights: null);
        byte[] bytes = message.ToArray();
        Assert.Equal(message.Size, bytes.Length);
        if (Environment.GetEnvironmentVariable("DEEPDSL_ONNX") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, $"{Interlocked.Increment(ref s_files)}.onnx"), bytes);
        }

        return bytes;
    }

    /// <summary>All outputs by name. Nothing but the inputs holds their memory, which they must until the run is over.</summary>
    public static Dictionary<string, OrtValue> Run(InferenceSession session, IReadOnlyDictionary<string, OrtValue> inputs)
    {
        using RunOptions options = new();
        string[] names = [.. session.OutputMetadata.Keys];
        IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, inputs, names);
        GC.KeepAlive(inputs);
        return names.Zip(outputs).ToDictionary(o => o.First, o => o.Second);
    }

    /// <summary>The same as floats, whose memory is that of the outputs until they are copied.</summary>
    public static Dictionary<string, float[]> Floats(InferenceSession session, IReadOnlyDictionary<string, OrtValue> inputs)
    {
        Dictionary<string, OrtValue> outputs = Run(session, inputs);
        Dictionary<string, float[]> floats = outputs.ToDictionary(o => o.Key, o => o.Value.GetTensorDataAsSpan<float>().ToArray());
        GC.KeepAlive(outputs);
        return floats;
    }

    /// <summary>Numbers as ONNX Runtime takes them for an input.</summary>
    public static OrtValue Value(Tensor tensor, InputNode input)
    {
        long[] shape = [.. tensor.Shape.Select(d => (long)d)];
        return input.Element == Compiler.Ir.ElementType.Int32
            ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(tensor.Values, v => (int)v), shape)
            : OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(tensor.Values, v => (float)v), shape);
    }

    /// <summary>Demands that the outputs are those of the interpreter.</summary>
    public void Check(ModelValues values)
    {
        Dictionary<string, OrtValue> inputs = [];
        foreach ((string name, InputNode node) in _model.Inputs)
        {
            inputs.Add(name, Value(values.Of(node), node));
        }

        Dictionary<string, float[]> outputs = Floats(_session, inputs);
        foreach ((string name, Node node) in _model.Outputs)
        {
            double[] expected = values.Interpret(node);
            float[] found = outputs[name];
            Assert.Equal(expected.Length, found.Length);
            double scale = expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
            for (int at = 0; at < expected.Length; at++)
            {
                bool isClose = Math.Abs(expected[at] - found[at]) <= (Tolerance * scale) + 1e-7;
                Assert.True(isClose, $"{name}[{at}]: expected {expected[at]:R}, ONNX Runtime gives {found[at]:R} (largest {scale:R}).");
            }
        }
    }

    public void Dispose() => _session.Dispose();
}
