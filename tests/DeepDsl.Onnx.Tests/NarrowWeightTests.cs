using System.Globalization;
using System.Text.RegularExpressions;
using DeepDsl.Tests;
using Microsoft.ML.OnnxRuntime;

namespace DeepDsl.Onnx.Tests;

/// <summary>What a model loses where its file holds weights in fewer bits: on digits that it was not trained on.</summary>
public sealed class NarrowWeightTests(NarrowWeightTests.Trained trained) : IClassFixture<NarrowWeightTests.Trained>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_says_what_it_costs()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "onnx.md"));
        Assert.All(Enum.GetValues<OnnxWeights>(), form =>
        {
            string file = Saved(form);
            (double size, double accuracy) = (new FileInfo(file).Length / 1024.0, Judge(file).Accuracy);
            var row = Regex.Match(page, $@"^\| `{form}` \| ([\d.]+) KB \| ([\d.]+) \|", RegexOptions.Multiline);
            string found = string.Create(CultureInfo.InvariantCulture, $"| `{form}` | {size:0.0} KB | {accuracy:0.0000} |");
            double Said(int group) => double.Parse(row.Groups[group].Value, CultureInfo.InvariantCulture);
            // Other registers round otherwise, which may decide on a digit.
            Assert.True(
                row.Success && Math.Abs(Said(1) - size) < 0.5 && Math.Abs(Said(2) - accuracy) < 0.01, $"The page differs from:\n{found}");
        });
    }

    [Theory]
    [InlineData(OnnxWeights.Float16, 0.55, 1.0 / 1024)]
    [InlineData(OnnxWeights.Int8, 0.35, 1.0 / 64)]
    public void Scores_are_near_those_of_floats_and_the_file_is_small(OnnxWeights form, double share, double error)
    {
        string whole = Saved(OnnxWeights.Float32);
        string narrow = Saved(form);
        Assert.True(new FileInfo(narrow).Length < share * new FileInfo(whole).Length);
        (_, float[] expected) = Judge(whole);
        (_, float[] found) = Judge(narrow);
        float largest = expected.Max(MathF.Abs);
        float worst = expected.Zip(found, (a, b) => MathF.Abs(a - b)).Max();
        Assert.InRange(worst, 1e-7 * largest, error * largest);
    }

    [Theory]
    [InlineData(OnnxWeights.Float16, 1e5f, "holds 100000, and 16 bits have no number beyond 65504.")]
    [InlineData(OnnxWeights.Int8, float.NaN, "holds NaN, and 8 bits have whole numbers alone.")]
    public void A_weight_without_a_form_is_refused_and_nothing_is_written(OnnxWeights form, float weight, string why)
    {
        Animals net = new();
        net.Parameters.Single(p => p.Name == "dense1.weight").Edit()[4] = weight;
        InvalidOperationException refused =
            Assert.Throws<InvalidOperationException>(() => net.SaveOnnx(_folder["net.onnx"], weights: form));
        Assert.Equal($"The model was not saved: 'dense1.weight' {why} Save it with OnnxWeights.Float32.", refused.Message);
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData(OnnxWeights.Float16)]
    [InlineData(OnnxWeights.Int8)]
    public void Recurrences_and_tables_have_narrow_weights_too(OnnxWeights form)
    {
        Sentences net = new(seed: 4);
        int[] tokens = [3, 8, 49, 0, 21, 7];
        string file = _folder["net.onnx"];
        net.SaveOnnx(file, weights: form);
        using InferenceSession session = new(file);
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(tokens, [2, 3]);
        using RunOptions options = new();
        using var outputs = session.Run(options, new Dictionary<string, OrtValue> { ["tokens"] = value }, ["output"]);
        float[] expected = net.PredictBatch(tokens, 3);
        float[] found = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        float largest = expected.Max(MathF.Abs);
        Assert.All(expected.Zip(found), p => Assert.Equal(p.First, p.Second, 0.02f * largest));
        Assert.NotEqual(expected, found);
    }

    private string Saved(OnnxWeights form)
    {
        string file = _folder[$"{form}.onnx"];
        trained.Net.SaveOnnx(file, weights: form);
        return file;
    }

    private (double Accuracy, float[] Scores) Judge(string file)
    {
        Dataset test = trained.Test;
        using InferenceSession session = new(file);
        using OrtValue pixels = OrtValue.CreateTensorValueFromMemory(test.InputArray(), [test.Count, 8, 8, 1]);
        using RunOptions options = new();
        using var outputs = session.Run(options, new Dictionary<string, OrtValue> { ["input"] = pixels }, ["output"]);
        float[] scores = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        int[] labels = test.LabelArray();
        return (scores.Chunk(10).Where((of, i) => Array.IndexOf(of, of.Max()) == labels[i]).Count() / (double)test.Count, scores);
    }

    /// <summary>A net that knows digits, and those that it has not seen.</summary>
    public sealed class Trained
    {
        private const int TestRows = 360;

        public Trained()
        {
            string file = Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz");
            Dataset digits = CsvFile.Read(file, new CsvOptions { Header = false });
            float[] pixels = Array.ConvertAll(digits.InputArray(), p => p / 16);
            (Dataset train, Test) = Dataset.FromArrays(pixels, digits.LabelArray()).SplitAt(digits.Count - TestRows);
            Net.Fit(train, new FitOptions { Epochs = 20, Seed = 1 });
        }

        public SmallDigits Net { get; } = new(seed: 1);

        public Dataset Test { get; }
    }
}
