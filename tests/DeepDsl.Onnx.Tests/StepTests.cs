using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Tests.Steps;
using DeepDsl.Tests;
using Microsoft.ML.OnnxRuntime;

namespace DeepDsl.Onnx.Tests;

/// <summary>A step saved by itself, run again and again on what it left, gives what the model gives for all steps at once.</summary>
public sealed class StepTests : IDisposable
{
    private static readonly int[] s_text = [3, 0, 6, 6, 2];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Models => [.. SteppedModel.All.Select(m => m.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Models))]
    public void Scores_of_each_step_are_those_of_the_interpreter(string name)
    {
        BuiltModel built = Pipeline.Build(SteppedModel.All.Single(m => m.Name == name).Spec);
        ModelValues values = new(_ => 1) { IntLimit = 7 };
        double[] text = [.. s_text.Select(t => (double)t)];
        double[] expected = new Interpreter(1, n => n is InputNode { Name: "text" } ? new Tensor([1, text.Length], text) : values.Of(n))
            .Evaluate(built.Inference.Outputs[0].Node).Values;
        (ExportedGraph step, ExportedGraph? before) = StepExport.Of(built);
        Dictionary<string, OrtValue> found = before is null ? [] : Before(before, values);
        using InferenceSession session = new(OnnxRun.Written(GraphExport.Run(name, step, 17, values.Floats), 17));
        Close(expected, [.. Scores(session, "text", s_text, found)]);
    }

    [Fact]
    public void What_comes_before_the_text_is_a_file_of_its_own()
    {
        TinyTranslator net = new(seed: 6);
        net.SaveOnnxStep(_folder["step.onnx"]);
        Assert.Equal(["step.before.onnx", "step.onnx"], _folder.Names);
        int[] source = [3, 1, 4, 0];
        int[] generated = net.Generate(source, [5], count: 4);
        using InferenceSession before = new(_folder["step.before.onnx"]);
        using InferenceSession session = new(_folder["step.onnx"]);
        Dictionary<string, OrtValue> found =
            OnnxRun.Run(before, new Dictionary<string, OrtValue> { ["source"] = OrtValue.CreateTensorValueFromMemory(source, [1, 4]) });
        double[] scores = [.. Scores(session, "said", [5, .. generated], found)];
        Assert.Equal(generated, scores.Chunk(7).Select(of => Array.IndexOf(of, of.Max())).SkipLast(1));
    }

    [Fact]
    public void Text_goes_on_as_that_of_the_model()
    {
        string file = _folder["step.onnx"];

        // <step>
        Writer net = new(seed: 5);
        net.SaveOnnxStep(file);
        // </step>

        int[] generated = net.Generate([4, 9], count: 10);
        using InferenceSession session = new(file);
        int[] text = [4, 9, .. generated];
        double[] scores = [.. Scores(session, "letters", text, [])];
        int[] likeliest = [.. scores.Chunk(27).Select(of => Array.IndexOf(of, of.Max()))];
        Assert.Equal(generated, likeliest[1..^1]);
    }

    [Fact]
    public void Inputs_and_outputs_are_those_that_the_page_lists()
    {
        string file = _folder["step.onnx"];
        new Writer().SaveOnnxStep(file);
        using InferenceSession session = new(file);
        string Line(KeyValuePair<string, NodeMetadata> value) => $"{value.Key,-44} ["
            + string.Join(", ", value.Value.Dimensions.Zip(value.Value.SymbolicDimensions, (n, s) => n < 0 ? s : $"{n}")) + "]\n";
        string shown = "<!-- border of a step of Writer -->\n```\n" + string.Concat(session.InputMetadata.Select(Line)) + "\n"
            + string.Concat(session.OutputMetadata.Select(Line)) + "```\n";
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "onnx.md")).ReplaceLineEndings("\n");
        Assert.True(page.Contains(shown, StringComparison.Ordinal), $"The page lacks:\n{shown}");
    }

    [Fact]
    public void A_model_that_gives_no_scores_of_tokens_is_refused_and_nothing_is_written()
    {
        NotSupportedException refused = Assert.Throws<NotSupportedException>(() => new Animals().SaveOnnxStep(_folder["step.onnx"]));
        Assert.Equal(
            "Animals has no step to save: it takes no tokens [T], or does not give a score for each token at each step.", refused.Message);
        Assert.Empty(_folder.Names);
    }

    /// <summary>What is computed before the first step.</summary>
    private static Dictionary<string, OrtValue> Before(ExportedGraph before, ModelValues values)
    {
        using InferenceSession session = new(OnnxRun.Written(GraphExport.Run("Before", before, 17, values.Floats), 17));
        return OnnxRun.Run(session, before.Inputs.ToDictionary(i => i.Name, i => OnnxRun.Value(values.Of(i.Node), i.Node)));
    }

    /// <summary>Step by step; what the first finds are zeros where nothing else is found, and no rows of what has one for each step.</summary>
    private static IEnumerable<double> Scores(InferenceSession session, string input, int[] text, Dictionary<string, OrtValue> found)
    {
        IEnumerable<KeyValuePair<string, NodeMetadata>> pasts =
            session.InputMetadata.Where(i => i.Key.StartsWith("past.", StringComparison.Ordinal));
        Dictionary<string, OrtValue> kept = pasts.ToDictionary(
            i => i.Key, i =>
            {
                long Size(int size, string symbol) => size >= 0 ? size : symbol == "N" ? 1 : 0;
                long[] shape = [.. i.Value.Dimensions.Zip(i.Value.SymbolicDimensions, Size)];
                return OrtValue.CreateTensorValueFromMemory(new float[shape.Aggregate(1L, (a, b) => a * b)], shape);
            });
        foreach ((string name, OrtValue value) in found)
        {
            kept[name] = value;
        }

        string scores = session.OutputMetadata.Keys.Single(name => !name.StartsWith("next.", StringComparison.Ordinal));
        for (int i = 0; i < text.Length; i++)
        {
            Dictionary<string, OrtValue> inputs = new(kept) { [input] = OrtValue.CreateTensorValueFromMemory(new[] { text[i] }, [1, 1]) };
            if (session.InputMetadata.ContainsKey("position"))
            {
                inputs.Add("position", OrtValue.CreateTensorValueFromMemory(new[] { (long)i }, [1]));
            }

            Dictionary<string, OrtValue> outputs = OnnxRun.Run(session, inputs);
            foreach ((string name, OrtValue value) in outputs.Where(o => o.Key != scores))
            {
                kept["past." + name["next.".Length..]] = value;
            }

            foreach (float score in outputs[scores].GetTensorDataAsSpan<float>().ToArray())
            {
                yield return score;
            }

            GC.KeepAlive(outputs);
        }
    }

    private static void Close(double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        double scale = expected.Max(Math.Abs);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, (1e-5 * scale) + 1e-7));
    }
}
