namespace DeepDsl.Integration.Tests;

/// <summary>Models of words, films and pairs, as a user declares them, learn what they are shown.</summary>
public sealed class WordAndFilmTests
{
    private const int Ignored = -100;

    [Fact]
    public void A_tied_model_of_words_learns_where_labels_count()
    {
        Dataset data = Echoes(160);
        Echo net = new(seed: 1);
        Assert.Equal(["words.weight", "conv1.weight", "conv1.bias", "dense1.weight", "dense1.bias", "unembed1.bias"], net.Parameters.Select(p => p.Name));
        History history = net.Fit(data, new FitOptions { Epochs = 30, Seed = 1, Metrics = [new Accuracy(), new Perplexity()] });
        EvaluationResult result = net.Evaluate(Echoes(40, seed: 2), [new Accuracy(), new Perplexity()]);
        Assert.InRange(result["accuracy"], 0.95, 1);
        Assert.InRange(result["perplexity"], 1, 1.3);
        Assert.Equal(Math.Exp(result.Loss), result["perplexity"], 1e-3);
        Assert.True(history["loss"][0] > 1, $"The loss began at {history["loss"][0]}.");
    }

    [Fact]
    public void Only_labels_and_the_ignored_one_are_taken()
    {
        Echo net = new(seed: 1);
        int[] words = [1, 2, 3, 4, 5, 6];
        float[] weights = [.. net.Parameters.SelectMany(p => p.Value.ToArray())];
        Assert.Equal(0, net.TrainStep(words, [Ignored, Ignored, Ignored, Ignored, Ignored, Ignored]));
        Assert.Equal(weights, net.Parameters.SelectMany(p => p.Value.ToArray()));
        Assert.Equal(
            "The target of SoftmaxCrossEntropy on output 'output' of Echo takes ints from 0 to 8, or -100 to be ignored, found -1 at position 0 "
            + "of sample 0.",
            Assert.Throws<ArgumentException>(() => net.TrainStep(words, Array.ConvertAll(words, w => w - 2))).Message);
        Assert.Equal(
            "Row 0 of column 'target' of the training set holds 9, but SoftmaxCrossEntropy on output 'output' takes values from 0 to 8, or -100 to be "
            + "ignored.",
            Assert.Throws<ArgumentException>(() => net.Fit(Dataset.FromTokens(words, [Ignored, 9, 1, 3, 4, 5], 6))).Message);
        using TrainingCall call = net.Forward(words);
        string found = "";
        try
        {
            call.SetTarget(0, new float[54]);
        }
        catch (ArgumentException e)
        {
            found = e.Message;
        }

        Assert.Equal("The target of SoftmaxCrossEntropy on output 'output' of Echo takes ints [6], found floats.", found);
    }

    [Fact]
    public void Words_that_stand_together_get_like_vectors()
    {
        Random random = new(1);
        (int[] word, int[] near, int[] isNear) = (new int[600], new int[1800], new int[1800]);
        for (int i = 0; i < word.Length; i++)
        {
            word[i] = random.Next(12);
            int topic = word[i] / 6;
            for (int k = 0; k < 3; k++)
            {
                isNear[(3 * i) + k] = k == 0 ? 1 : 0;
                near[(3 * i) + k] = (6 * (k == 0 ? topic : 1 - topic)) + random.Next(6);
            }
        }

        SkipGram net = new(seed: 1);
        net.Fit(new Dataset([new("word", word), new("near", near, 3)], [new("output", isNear, 3)]), new FitOptions { Epochs = 12, Seed = 1 });
        float[] vectors = net.Parameter("words.weight").Value.ToArray();
        double Cosine(int a, int b) => System.Numerics.Tensors.TensorPrimitives.CosineSimilarity<float>(vectors.AsSpan(6 * a, 6), vectors.AsSpan(6 * b, 6));
        for (int a = 0; a < 12; a++)
        {
            for (int b = 0; b < a; b++)
            {
                Assert.Equal(a / 6 == b / 6, Cosine(a, b) > 0);
            }
        }
    }

    [Fact]
    public void Images_of_one_kind_come_to_lie_together_without_a_target()
    {
        Alike net = new(seed: 1);
        float[] x = Triplets(64);
        Dataset data = new([new DataColumn("x", x, 3 * 64)], []);
        History history = net.Fit(data, new FitOptions { Epochs = 15, Seed = 1 });
        Assert.True(history["loss"][0] > 0.2, $"The loss began at {history["loss"][0]}.");
        Assert.InRange(net.EvaluateLoss(Triplets(32, seed: 2)), 0, 0.05);
        Assert.Equal("Alike takes no targets, since its losses read the outputs alone; pass a Dataset without target columns. (Parameter 'y')",
            Assert.Throws<ArgumentException>(() => net.Fit(x, x)).Message);
        Assert.Equal("Metric 'accuracy' compares with targets, but no loss of Alike takes any. Leave it out.",
            Assert.Throws<ArgumentException>(() => net.Evaluate(data, [new Accuracy()])).Message);
        using TrainingCall call = net.Forward(x);
        float loss = call.Loss();
        Assert.Equal(loss, net.EvaluateLoss(x), 1e-5);
    }

    [Fact]
    public void Two_views_find_each_other()
    {
        Random random = new(3);
        float[] x = new float[32 * 60];
        for (int sample = 0; sample < 32; sample++)
        {
            for (int i = 0; i < 30; i++)
            {
                float thing = (float)((2 * random.NextDouble()) - 1);
                x[(60 * sample) + i] = thing + (0.1f * (float)random.NextDouble());
                x[(60 * sample) + 30 + i] = thing - (0.1f * (float)random.NextDouble());
            }
        }

        Contrast net = new(seed: 1);
        float before = net.EvaluateLoss(x);
        for (int i = 0; i < 300; i++)
        {
            net.TrainStep(x);
        }

        Assert.True(net.EvaluateLoss(x) < before / 3, $"The loss went from {before} to {net.EvaluateLoss(x)}.");
    }

    [Fact]
    public void A_film_is_seen_image_by_image_with_one_set_of_weights()
    {
        Assert.Equal([3, 3, 1, 4], new Film(seed: 1).Parameter("look.conv1.weight").Shape.ToArray());
        (float[] x, int[] y) = Films(96);
        Film net = new(seed: 1);
        net.Fit(x, y, new FitOptions { Epochs = 25, Seed = 1 });
        (float[] other, int[] labels) = Films(48, seed: 2);
        Assert.InRange(net.Evaluate(other, labels)["accuracy"], 0.95, 1);
    }

    [Fact]
    public void Bright_places_are_found()
    {
        Random random = new(5);
        float[] x = [.. Enumerable.Range(0, 64 * 64).Select(_ => (float)random.NextDouble())];
        float[] y = [.. x.Select(v => v > 0.8f ? 1f : 0f)];
        Segment net = new(seed: 1);
        for (int i = 0; i < 400; i++)
        {
            net.TrainStep(x, y);
        }

        Assert.InRange(net.EvaluateLoss(x, y), 0, 0.1);
    }

    private static Dataset Echoes(int samples, int seed = 1)
    {
        Random random = new(seed);
        (int[] words, int[] labels) = (new int[6 * samples], new int[6 * samples]);
        for (int i = 0; i < words.Length; i++)
        {
            int length = 3 + (i / 6 % 4);
            words[i] = i % 6 < length ? 1 + random.Next(8) : 0;
            labels[i] = i % 6 > 0 && i % 6 < length ? words[i - 1] : Ignored;
        }

        return Dataset.FromTokens(words, labels, 6);
    }

    /// <summary>Rows, rows, columns.</summary>
    private static float[] Triplets(int samples, int seed = 1)
    {
        Random random = new(seed);
        float[] x = new float[samples * 3 * 64];
        for (int i = 0; i < samples * 3; i++)
        {
            int at = random.Next(8);
            for (int k = 0; k < 8; k++)
            {
                x[(64 * i) + (i % 3 < 2 ? (8 * at) + k : (8 * k) + at)] = 1;
            }
        }

        return x;
    }

    private static (float[] X, int[] Y) Films(int samples, int seed = 1)
    {
        Random random = new(seed);
        (float[] x, int[] y) = (new float[samples * 256], new int[samples]);
        for (int i = 0; i < samples; i++)
        {
            y[i] = random.Next(2);
            int start = random.Next(3);
            for (int t = 0; t < 4; t++)
            {
                // More rows are bright at the end, or at the beginning.
                int bright = start + (y[i] == 1 ? t : 3 - t);
                for (int row = 0; row < bright; row++)
                {
                    x.AsSpan((256 * i) + (64 * t) + (8 * row), 8).Fill(1);
                }
            }
        }

        return (x, y);
    }
}
