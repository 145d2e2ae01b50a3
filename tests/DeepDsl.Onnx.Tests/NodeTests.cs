using System.Text.Json;
using DeepDsl.Tests;
using Microsoft.ML.OnnxRuntime;

namespace DeepDsl.Onnx.Tests;

/// <summary>Files give in JavaScript, by the package onnxruntime-node, what they give here.</summary>
public sealed class NodeTests : IDisposable
{
    /// <summary>The same library in another version, perhaps.</summary>
    private const string Package = "onnxruntime-node@1.30.0";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NodeFact, Trait("Category", "Sweep")]
    public void Outputs_in_JavaScript_are_those_in_CSharp()
    {
        Dictionary<string, Action<string>> saves = new()
        {
            ["images"] = path => new Animals(seed: 3).SaveOnnx(path),
            ["probabilities"] = path => new Animals(seed: 3).SaveOnnx(path, probabilities: true),
            ["beside"] = path => new Animals(seed: 3).SaveOnnx(path, externalWeights: true),
            ["halves"] = path => new SmallDigits(seed: 1).SaveOnnx(path, weights: OnnxWeights.Float16),
            ["bytes"] = path => new SmallDigits(seed: 1).SaveOnnx(path, weights: OnnxWeights.Int8),
            ["sentences"] = path => new Sentences(seed: 4).SaveOnnx(path),
            ["step"] = path => new Writer(seed: 5).SaveOnnxStep(path),
        };
        List<string> cases = [];
        List<Dictionary<string, float[]>> expected = [];
        foreach ((string name, Action<string> save) in saves)
        {
            string model = _folder[name + ".onnx"];
            save(model);
            cases.Add(_folder[name + ".json"]);
            expected.Add(Run(model, cases[^1]));
        }

        // Scripts of packages would download; the library of the processor is inside.
        NodeJs.Run(
            NodeJs.Installer!, _folder[""], "install", "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--prefix", ".", Package);
        string script = Path.Combine(AppContext.BaseDirectory, "reference", "run_onnx.js");
        string[] lines = NodeJs.Run(NodeJs.Program!, _folder[""], [script, _folder[""], .. cases])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(cases.Count, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            using JsonDocument found = JsonDocument.Parse(lines[i]);
            Assert.Equal(expected[i].Keys.ToHashSet(), found.RootElement.EnumerateObject().Select(o => o.Name).ToHashSet());
            foreach ((string output, float[] values) in expected[i])
            {
                float[] others =
                    [.. found.RootElement.GetProperty(output).GetProperty("values").EnumerateArray().Select(v => v.GetSingle())];
                Assert.Equal(values.Length, others.Length);
                float scale = values.Max(MathF.Abs);
                Assert.All(values.Zip(others), pair => Assert.Equal(pair.First, pair.Second, 1e-6f * scale));
            }
        }
    }

    /// <summary>Runs a model on numbers made up, three samples of three steps each, and keeps these as a file.</summary>
    private static Dictionary<string, float[]> Run(string model, string path)
    {
        using InferenceSession session = new(model);
        Dictionary<string, object> inputs = [];
        Dictionary<string, OrtValue> given = [];
        foreach ((string name, NodeMetadata input) in session.InputMetadata)
        {
            long[] shape = [.. input.Dimensions.Select((size, axis) => size > 0 ? size : axis == 0 ? 3L : 2L)];
            int count = (int)shape.Aggregate(1L, (a, b) => a * b);
            bool isInt = input.ElementType == typeof(int);
            int[] tokens = [.. Enumerable.Range(0, count).Select(i => i * 7 % 20)];
            float[] numbers = Array.ConvertAll(tokens, t => t / 16f);
            given.Add(name, isInt ? OrtValue.CreateTensorValueFromMemory(tokens, shape)
                : OrtValue.CreateTensorValueFromMemory(numbers, shape));
            inputs.Add(name, new { type = isInt ? "int32" : "float32", shape, values = numbers.Select(n => isInt ? n * 16 : n) });
        }

        File.WriteAllText(path, JsonSerializer.Serialize(new { model, inputs }));
        return OnnxRun.Floats(session, given);
    }
}
