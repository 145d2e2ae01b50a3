using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace DeepDsl.AspNetCore.Tests;

/// <summary>Routes that take the inputs of a model: answers are those of the model itself.</summary>
public sealed class ArrayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[0.5, -1, 2, 0, 1e-3, 4]")]
    [InlineData("[[0.5, -1, 2], [0, 0.001, 4]]")]
    [InlineData("{\"input\": [0.5, -1, 2, 0, 1e-3, 4]}")]
    [InlineData("{ \"input\" : [[0.5, -1, 2], [0, 0.001, 4]] }")]
    public async Task A_sample_gets_the_label_and_probabilities_of_the_model(string body)
    {
        FruitNet net = Fruits();
        await using TestApp app = await StartFruitsAsync();
        (int status, JsonElement answer) = await app.PostAsync("/predict", body);
        Assert.True(status == 200, answer.ToString());
        AssertIsOf(net, [0.5f, -1, 2, 0, 1e-3f, 4], answer);
    }

    [Fact]
    public async Task Bytes_are_numbers_with_the_lowest_first()
    {
        FruitNet net = Fruits();
        await using TestApp app = await StartFruitsAsync();
        float[] sample = [0.5f, -1, 2, 0, 1e-3f, 4];
        byte[] bytes = MemoryMarshal.AsBytes(sample.AsSpan()).ToArray();
        (int status, JsonElement answer) = await app.PostAsync("/predict", bytes, "application/octet-stream");
        Assert.True(status == 200, answer.ToString());
        AssertIsOf(net, sample, answer);
    }

    [Theory]
    [InlineData("[1, 2, 3, 4, 5]", "Input 'input' of FruitNet takes 6 floats [2, 3], found 5.")]
    [InlineData("[1, 2, 3, 4, 5, 6, 7]", "Input 'input' of FruitNet takes 6 floats [2, 3], found more.")]
    [InlineData("[[1, 2], [3, 4], [5, 6]]", "Input 'input' of FruitNet takes 6 floats [2, 3], found [3, 2]; send a flat array, or arrays of ")]
    [InlineData("[[1, 2, 3], [4, 5]]", "Arrays inside input 'input' differ in length; send a flat array, or arrays of the shape [2, 3].")]
    [InlineData("[[1, 2, 3], 4, 5, 6]", "Arrays inside input 'input' differ in length; send a flat array, or arrays of the shape [2, 3].")]
    [InlineData("[1, 2, 3, 4, [5], 6]", "Arrays inside input 'input' differ in length; send a flat array, or arrays of the shape [2, 3].")]
    [InlineData("[1, 2, 1e39, 4, 5, 6]", "Value 2 of input 'input' is Infinity; send finite numbers.")]
    [InlineData("[1, \"NaN\", 3, 4, 5, 6]", "Value 1 of input 'input' is a text; send finite numbers.")]
    [InlineData("[1, null, 3, 4, 5, 6]", "Value 1 of input 'input' is null; send finite numbers.")]
    [InlineData("{\"inptu\": [1]}", "FruitNet has no input 'inptu'; there are 'input'. Did you mean 'input'?")]
    [InlineData("{}", "Input 'input' is missing: input 'input' of FruitNet takes 6 floats [2, 3].")]
    [InlineData("{\"input\": [1,2,3,4,5,6], \"input\": [1,2,3,4,5,6]}", "Input 'input' is there twice; send it once.")]
    [InlineData("[1, 2, 3, 4, 5, 6] [1]", "The body is no JSON: '[' is invalid after a single JSON value. ")]
    [InlineData("[1, 2,", "The body is no JSON: ")]
    [InlineData("", "The body is no JSON: ")]
    public async Task What_is_no_sample_is_refused_in_a_sentence(string body, string detail)
    {
        Fruits();
        await using TestApp app = await StartFruitsAsync();
        string found = await app.DetailAsync(400, "/predict", body);
        Assert.StartsWith(detail, found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_of_other_kinds_and_lengths_are_refused()
    {
        Fruits();
        await using TestApp app = await StartFruitsAsync();
        (int status, JsonElement answer) = await app.PostAsync("/predict", [1, 2], "text/plain");
        Assert.Equal(415, status);
        Assert.Equal(
            "The body's Content-Type is 'text/plain'; send application/json or application/octet-stream.",
            answer.GetProperty("detail").GetString());
        (status, answer) = await app.PostAsync("/predict", new byte[25], "application/octet-stream");
        Assert.Equal(400, status);
        Assert.Equal(
            "The body has 25 bytes, but input 'input' of FruitNet takes 6 floats [2, 3], of 4 bytes each, the lowest first.",
            answer.GetProperty("detail").GetString());
        (status, answer) = await app.PostAsync("/predict", new byte[70_000], "application/json");
        Assert.Equal(413, status);
        Assert.StartsWith("The body has more than 65536 bytes", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_of_unequal_lengths_that_meet_get_their_own_answers()
    {
        TextNet net = new(seed: 3);
        net.SaveWeights(_folder["text.safetensors"]);
        await using TestApp app = await TestApp.StartAsync(
            s => s.AddModel<TextNet>(_folder["text.safetensors"], o => o.MaxWait = TimeSpan.FromMilliseconds(200)),
            a => a.MapPredict<TextNet>("/"));
        int[][] words = [[1, 2], [3, 4, 5], [6, 0], [1, 2, 3, 4, 5, 6], [2, 2, 2]];
        JsonElement[] answers = await Task.WhenAll(words.Select(async w =>
            (await app.PostAsync("/", $"{{\"page\": [0.25, 1], \"words\": [{string.Join(",", w)}]}}")).Body));
        for (int i = 0; i < words.Length; i++)
        {
            DataColumn page = new("page", [0.25f, 1], 2);
            Predictions own = net.Predict(new Dataset([new DataColumn("words", words[i], words[i].Length), page], []));
            Assert.Equal(own["kind"].Labels()[0], answers[i].GetProperty("kind").GetProperty("label").GetInt32());
            AssertEqual(own["kind"].Probabilities, answers[i].GetProperty("kind").GetProperty("probabilities"));
            AssertEqual(own["place"].Values, answers[i].GetProperty("place"));
        }
        Assert.Equal(
            "Input 'words' of TextNet takes ints from 0 to 6, found 7 at position 1 of sample 0.",
            await app.DetailAsync(400, "/", "{\"page\": [0.25, 1], \"words\": [1, 7]}"));
        Assert.Equal(
            "Value 1 of input 'words' is no whole number of 32 bits; it takes ints.",
            await app.DetailAsync(400, "/", "{\"page\": [0.25, 1], \"words\": [1, 2.5]}"));
        string shorter = await app.DetailAsync(400, "/", "{\"page\": [0.25, 1], \"words\": [1]}");
        Assert.Contains("from 2 to 6, found 1", shorter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decoder_reads_another_media_type()
    {
        FruitNet net = Fruits();
        await using TestApp app = await TestApp.StartAsync(
            s => s.AddModel<FruitNet>(_folder["fruit.safetensors"]),
            a => a.MapPredict<FruitNet>("/predict", o =>
            {
                o.ClassNames = ["a", "b", "c"];
                o.Decoders["text/csv"] = body => body.Length > 20
                    ? throw new InvalidDataException("The row is too long")
                    : Array.ConvertAll(Encoding.ASCII.GetString(body.Span).Split(','), t => float.Parse(t, CultureInfo.InvariantCulture));
            }));
        (_, JsonElement answer) = await app.PostAsync("/predict", "1,2,3,4,5,6"u8.ToArray(), "text/csv");
        int label = (int)net.PredictLabel([1f, 2, 3, 4, 5, 6]);
        Assert.Equal("abc"[label].ToString(), answer.GetProperty("label").GetString());
        (int status, answer) = await app.PostAsync("/predict", new byte[21], "text/csv");
        Assert.Equal((400, "The row is too long."), (status, answer.GetProperty("detail").GetString()));
        (status, answer) = await app.PostAsync("/predict", "1,NaN,3,4,5,6"u8.ToArray(), "text/csv");
        Assert.Equal((400, "Value 1 of input 'input' is NaN; send finite numbers."), (status, answer.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task A_score_that_is_no_probability_is_called_a_score()
    {
        MarginNet net = new(seed: 1);
        net.SaveWeights(_folder["margin.safetensors"]);
        await using TestApp app = await TestApp.StartAsync(
            s => s.AddModel<MarginNet>(_folder["margin.safetensors"]), a => a.MapPredict<MarginNet>("/"));
        foreach (float x in (float[])[-2, 3])
        {
            (_, JsonElement answer) = await app.PostAsync("/", string.Create(CultureInfo.InvariantCulture, $"[{x}, 0.5]"));
            float score = net.Predict([x, 0.5f])[0];
            Assert.Equal(score > 0 ? 1 : 0, answer.GetProperty("label").GetInt32());
            Assert.Equal([score], answer.GetProperty("scores").EnumerateArray().Select(v => v.GetSingle()));
        }
    }

    [Fact]
    public async Task A_model_without_finite_numbers_says_so()
    {
        FruitNet net = new(seed: 1);
        net.Parameters[0].Edit().Fill(float.NaN);
        net.SaveWeights(_folder["fruit.safetensors"]);
        await using TestApp app = await StartFruitsAsync();
        Assert.Equal(
            "FruitNet gave values that are no finite numbers for this sample.", await app.DetailAsync(500, "/predict", "[1, 2, 3, 4, 5, 6]"));
    }

    [Fact]
    public async Task Names_that_are_not_those_of_the_classes_are_an_error()
    {
        Fruits();
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => TestApp.StartAsync(
            s => s.AddModel<FruitNet>(_folder["fruit.safetensors"]), a => a.MapPredict<FruitNet>("/", o => o.ClassNames = ["a", "b"])));
        Assert.Equal("2 names of classes were given, but FruitNet tells 3 classes apart; give a name for each class, or none.", error.Message);
        error = await Assert.ThrowsAsync<ArgumentException>(() => TestApp.StartAsync(
            s => s.AddModel<FruitNet>(_folder["fruit.safetensors"]), a => a.MapPredict<FruitNet>("/", o => o.ClassNames = ["a", "b", "a"])));
        Assert.Equal("PredictOptions.ClassNames has 'a' twice; give each class of FruitNet a name of its own.", error.Message);
    }

    private static void AssertIsOf(FruitNet net, float[] sample, JsonElement answer)
    {
        Assert.Equal(net.PredictLabel(sample).ToString(), answer.GetProperty("label").GetString());
        float[] expected = net.PredictProbabilities(sample);
        Assert.Equal(["Apple", "Pear", "Quince"], answer.GetProperty("probabilities").EnumerateObject().Select(p => p.Name));
        Assert.Equal(expected, answer.GetProperty("probabilities").EnumerateObject().Select(p => p.Value.GetSingle()));
    }

    private static void AssertEqual(ReadOnlySpan<float> expected, JsonElement found)
    {
        // In a batch of others the last bits are the same, whatever lies beside a sample.
        Assert.Equal(expected.ToArray(), found.EnumerateArray().Select(v => v.GetSingle()));
    }

    private FruitNet Fruits()
    {
        FruitNet net = new(seed: 5);
        net.SaveWeights(_folder["fruit.safetensors"]);
        return net;
    }

    private Task<TestApp> StartFruitsAsync() =>
        TestApp.StartAsync(s => s.AddModel<FruitNet>(_folder["fruit.safetensors"]), a => a.MapPredict<FruitNet>("/predict"));
}
