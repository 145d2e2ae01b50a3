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

    public static TheoryData<string> Models => [.. SteppedModel.All.Where(m => m.Given.Length == 0).Select(m => m.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Models))]
    public void Scores_of_each_step_are_those_of_the_interpreter(string name)
    {
        BuiltModel built = Pipeline.Build(SteppedModel.All.Single(m => m.Name == name).Spec);
        ModelValues values = new(_ => 1);
        double[] expected = new Interpreter(1, n => n is InputNode ? new Tensor([1, s_text.Length], [.. s_text.Select(t => (double)t)])
            : values.Of(n)).Evaluate(built.Inference.Outputs[0].Node).Values;
        OnnxGraph graph = GraphExport.Run(name, StepExport.Of(built), 17, values.Floats);
        using InferenceSession session = new(OnnxRun.Written(graph, 17));
        Close(expected, [.. Scores(session, "text", s_text)]);
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
        double[] scores = [.. Scores(session, "letters", text)];
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

    [Theory]
    [InlineData("Translation", "Translation has no step to save: it reads 'source' before the first step, which has no file of its own. "
        + "Save the whole model with SaveOnnx.")]
    public void A_model_that_reads_something_before_is_refused(string name, string message) => Assert.Equal(message,
        Assert.Throws<NotSupportedException>(() => StepExport.Of(Pipeline.Build(SteppedModel.All.Single(m => m.Name == name).Spec))).Message);

    /// <summary>Step by step; what the first finds are zeros, and no rows of what has one for each step.</summary>
    private static IEnumerable<double> Scores(InferenceSession session, string input, int[] text)
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
        string[] names = [.. session.OutputMetadata.Keys];
        using RunOptions options = new();
        for (int i = 0; i < text.Length; i++)
        {
            Dictionary<string, OrtValue> inputs = new(kept) { [input] = OrtValue.CreateTensorValueFromMemory(new[] { text[i] }, [1, 1]) };
            if (session.InputMetadata.ContainsKey("position"))
            {
                inputs.Add("position", OrtValue.CreateTensorValueFromMemory(new[] { (long)i }, [1]));
            }

            OrtValue[] outputs = [.. session.Run(options, inputs, names)];
            kept = names.Zip(outputs).Where(o => o.First.StartsWith("next.", StringComparison.Ordinal))
                .ToDictionary(o => "past." + o.First["next.".Length..], o => o.Second);
            foreach (float score in outputs[0].GetTensorDataAsSpan<float>().ToArray())
            {
                yield return score;
            }
        }
    }

    private static void Close(double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        double scale = expected.Max(Math.Abs);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, (1e-5 * scale) + 1e-7));
    }
}
