using System.Numerics.Tensors;

namespace DeepDsl.Integration.Tests;

/// <summary>Texts that follow from what is given before them; the tokens themselves are compared in <see cref="GenerationTests"/>.</summary>
public sealed class GenerationFromInputTests
{
    [Fact]
    public void Each_text_follows_from_its_own_input()
    {
        TextTranslator net = Translator(seed: 5);
        int[][] inputs = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [3], [9, 9], [5, 1, 10, 2, 6, 8, 4, 4, 1]];
        int[][] expected = [.. inputs.Select(i => Translator(seed: 5).Generate(i, [1], 11))];
        Assert.True(expected.Select(e => string.Join(' ', e)).Distinct().Count() > 2, "what is given makes no difference");
        for (int round = 0; round < 2; round++)
        {
            Assert.All(inputs.Zip(expected), pair => Assert.Equal(pair.Second, net.Generate(pair.First, [1], 11)));
            Assert.All(inputs.Zip(expected), pair => Assert.Equal(pair.Second, net.GenerateEach(pair.First, [1], 11)));
        }
    }

    [Fact]
    public void Padding_of_what_is_given_makes_no_difference()
    {
        TextTranslator net = Translator(seed: 6);
        GenerateOptions options = new() { Temperature = 1, Seed = 3 };
        Assert.Equal(net.Generate([7, 3, 5], [1], 11, options), net.Generate([7, 3, 5, 0, 0, 0, 0], [1], 11, options));
    }

    [Fact]
    public void A_text_that_is_full_is_read_on_from_its_last_half_with_the_same_input()
    {
        TextTranslator net = Translator(seed: 3);
        int[] text = [8, 2, 6];
        int[] found = net.Generate(text, [3, 1, 4], 30);
        List<int> seen = [3, 1, 4];
        foreach (int token in found)
        {
            seen = seen.Count > 12 ? [.. seen.TakeLast(7)] : seen;
            float[] scores = net.Predict(text, [.. seen, .. new int[12 - seen.Count]]);
            Assert.Equal(TensorPrimitives.IndexOfMax(scores.AsSpan((seen.Count - 1) * 11, 11)), token);
            seen.Add(token);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Beams_are_those_of_whole_forwards(int beams)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            Listener net = new(seed);
            float[] sounds = [.. Enumerable.Range(0, 35).Select(i => (float)Math.Cos(i * (seed + 2)))];
            int[] expected = BestByWholeForwards(prompt => net.Predict(sounds, [.. prompt, .. new int[12 - prompt.Count]]), 6, beams);
            Assert.Equal(expected, net.Generate(sounds, [11], 6, new GenerateOptions { Beams = beams, StopToken = 4 }));
        }
    }

    [Fact]
    public void A_token_that_texts_begin_with_is_never_given()
    {
        Listener net = new(seed: 2);
        float[] sounds = new float[35];
        int[] drawn = net.Generate(sounds, [11], 300, new GenerateOptions { Temperature = 100 });
        Assert.Equal([.. Enumerable.Range(0, 11)], drawn.Distinct().Order());
        Refused("GenerateOptions has StopToken = 11; Listener has tokens from 0 to 10.", () =>
            net.Generate(sounds, [11], 3, new GenerateOptions { StopToken = 11 }));
    }

    [Fact]
    public void What_is_given_has_the_length_and_the_values_that_the_model_takes()
    {
        Refused("Input 'heard' of Listener", () => new Listener().Generate(new float[34], [11], 3));
        Refused("Input 'text' of TextTranslator", () => new TextTranslator().Generate([1, 11], [1], 3));
        Refused("Input 'text' of TextTranslator", () => new TextTranslator().GenerateEach(new int[10], [1], 3));
        Refused("The prompt of Listener takes tokens from 0 to 11, found 12", () => new Listener().Generate(new float[35], [12], 3));
    }

    /// <summary>One that heeds what is given: before training, embeddings are so small that what a text begins with decides all of it.</summary>
    internal static TextTranslator Translator(int seed, Device? device = null)
    {
        TextTranslator net = new(seed, device);
        foreach (Parameter parameter in net.Parameters)
        {
            float factor = parameter.Name.Contains("tokens", StringComparison.Ordinal) ? 50
                : parameter.Name.Contains("multihead_attn", StringComparison.Ordinal) ? 3 : 1;
            TensorPrimitives.Multiply(parameter.Edit(), factor, parameter.Edit());
        }

        return net;
    }

    /// <summary>Beam search as books have it, each text's next scores by a forward over all of it.</summary>
    private static int[] BestByWholeForwards(Func<List<int>, float[]> predict, int count, int beams)
    {
        List<(List<int> Text, double Log)> texts = [([11], 0)];
        for (int i = 0; i < count; i++)
        {
            texts = [.. texts.SelectMany(t => t.Text[^1] == 4 && t.Text.Count > 1 ? [t] : Extended(t)).OrderByDescending(t => t.Log).Take(beams)];
        }

        return [.. texts[0].Text.Skip(1)];

        IEnumerable<(List<int> Text, double Log)> Extended((List<int> Text, double Log) text)
        {
            double[] scores = [.. predict(text.Text).Skip((text.Text.Count - 1) * 11).Take(11).Select(s => (double)s)];
            double sum = Math.Log(scores.Sum(Math.Exp));
            return scores.Select((s, token) => (new List<int>([.. text.Text, token]), text.Log + s - sum));
        }
    }

    private static void Refused(string beginning, Func<object> call) =>
        Assert.StartsWith(beginning, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
}
