using System.Numerics.Tensors;

namespace DeepDsl.Integration.Tests;

/// <summary>Models whose sequences have a length that each call sets.</summary>
public sealed class SequenceTests
{
    private const int Tokens = 9;

    [Fact]
    public void A_tagger_learns_from_texts_of_many_lengths_and_tags_others()
    {
        Tagger net = new(seed: 1);
        Random random = new(3);
        for (int step = 0; step < 300; step++)
        {
            int length = random.Next(3, 20);
            (int[] tokens, int[] tags) = Texts(random, 16, length);
            net.TrainStep(tokens, tags, length);
        }

        foreach (int length in new[] { 3, 7, 40 })
        {
            (int[] tokens, int[] tags) = Texts(random, 8, length);
            Assert.InRange(net.EvaluateLoss(tokens, tags, length), 0, 0.05);
            float[] scores = net.PredictBatch(tokens, length);
            Assert.Equal(8 * length * 3, scores.Length);
            Assert.Equal(tags[..length], Enumerable.Range(0, length).Select(t => TensorPrimitives.IndexOfMax<float>(scores.AsSpan(3 * t, 3))));
        }
    }

    [Fact]
    public void It_gives_what_a_model_of_that_length_gives()
    {
        Tagger any = new(seed: 5);
        TaggerOfTwelve twelve = new(seed: 5);
        (int[] tokens, int[] tags) = Texts(new Random(4), 6, 12);
        for (int step = 0; step < 5; step++)
        {
            Assert.Equal(twelve.TrainStep(tokens, tags), any.TrainStep(tokens, tags, 12), 4);
        }

        float[] expected = twelve.PredictBatch(tokens);
        float[] found = any.PredictBatch(tokens, 12);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 4));
        Assert.All(expected.Take(36).Zip(any.Predict(tokens[..12])), pair => Assert.Equal(pair.First, pair.Second, 4));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(64)]
    public void Weights_do_not_depend_on_the_threads(int length)
    {
        uint[] Trained(int threads)
        {
            SequenceClassifier net = new(seed: 2, Device.Cpu(threads));
            for (int step = 0; step < 4; step++)
            {
                net.TrainStep(Floats(13 * length * 4), Labels(13), length);
            }

            return [.. net.Parameters.SelectMany(p => p.Value.ToArray()).Select(BitConverter.SingleToUInt32Bits)];
        }

        Assert.Equal(Trained(1), Trained(2));
    }

    [Fact]
    public void A_fit_takes_the_length_from_its_columns()
    {
        SequenceClassifier net = new(seed: 1);
        float[] x = Floats(64 * 10 * 4);
        int[] y = [.. Enumerable.Range(0, 64).Select(i => TensorPrimitives.Sum<float>(x.AsSpan(i * 40, 40)) > 0 ? 1 : 0)];
        History history = net.Fit(Dataset.FromArrays(x, y), new FitOptions { Epochs = 60 });
        Assert.InRange(history.Epochs[^1].Loss, 0, 0.4);
        Assert.InRange(net.Evaluate(Dataset.FromArrays(x, y)).Metrics["accuracy"], 0.85, 1);
        Assert.Equal(
            "SequenceClassifier sets T at run time, which arrays of all samples do not tell; pass Dataset.FromArrays(x, y, targetWidth), which does.",
            Assert.Throws<ArgumentException>(() => net.Fit(x, y)).Message);
        Assert.Equal(
            "Input 'input' of SequenceClassifier takes [T, 4] floats with T from 3 to 64, found 10.",
            Assert.Throws<ArgumentException>(() => net.Fit(Dataset.FromArrays(Floats(640), y))).Message);
    }

    [Fact]
    public void Tensors_tell_the_length_by_their_axes()
    {
        SequenceClassifier net = new(seed: 1);
        float[] x = Floats(2 * 11 * 4);
        Tensor<float> tensor = Tensor.Create(x, [2, 11, 4]);
        Tensor<float> scores = net.PredictBatch(tensor);
        Assert.Equal([2, 2], scores.Lengths);
        Assert.Equal(net.PredictBatch(x, 11), scores.ToArray());
        Tensor<int> tokens = Tensor.Create<int>([1, 2, 3, 4, 5, 6, 7, 8], [2, 4]);
        Assert.Equal([2, 4, 3], new Tagger(seed: 1).PredictBatch(tokens).Lengths);
    }

    [Fact]
    public void Two_sequences_have_lengths_of_their_own()
    {
        TwoSequences net = new(seed: 1);
        float[] source = Floats(5 * 3);
        float[] target = Floats(4 * 3);
        float[] scores = net.Predict(source, target);
        Assert.Equal(9 * 2, scores.Length);
        Assert.All(scores.Zip(net.PredictBatch(source, target, t: 4, s: 5)), pair => Assert.Equal(pair.First, pair.Second, 5));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused_in_words()
    {
        Tagger net = new(seed: 1);
        Assert.Equal(
            "Input 'input' of Tagger takes [T] ints with T from 3 to 40, found 2.",
            Assert.Throws<ArgumentException>(() => net.Predict([1, 2])).Message);
        Assert.StartsWith(
            "Tagger takes T from 3 to 40, found 41.",
            Assert.Throws<ArgumentOutOfRangeException>(() => net.PredictBatch(new int[41], 41)).Message);
        Assert.Equal(
            "Input 'input' of Tagger takes batch x [5] = 5 * n ints, found 12; pass whole samples, one after another.",
            Assert.Throws<ArgumentException>(() => net.PredictBatch(new int[12], 5)).Message);
        Assert.Equal(
            "The target of SoftmaxCrossEntropy on output 'output' of Tagger takes 2 x [6] = 12 ints, found 10.",
            Assert.Throws<ArgumentException>(() => net.TrainStep(new int[12], new int[10], 6)).Message);
        Assert.Equal(
            "Output 'output' of Tagger gives 1 x [T, 3] = 12 floats, found room for 9; pass memory of exactly that size.",
            Assert.Throws<ArgumentException>(() => net.Predict([1, 2, 3, 4], new float[9])).Message);
    }

    [Fact]
    public void Checkpoints_keep_it_and_costs_are_those_of_the_longest()
    {
        Tagger net = new(seed: 1);
        string path = Path.Combine(Path.GetTempPath(), $"{nameof(SequenceTests)}{Environment.ProcessId}");
        try
        {
            net.SaveCheckpoint(path);
            Tagger other = new(seed: 2);
            other.LoadCheckpoint(path);
            Assert.Equal(net.Predict([1, 2, 3, 4]), other.Predict([1, 2, 3, 4]));

            // How long texts may be is no part of the weights.
            Longer.Tagger longer = new(seed: 2);
            longer.LoadCheckpoint(path);
            Assert.Equal(net.Predict([1, 2, 3, 4]), longer.Predict([1, 2, 3, 4]));
            Assert.Equal(80 * 3, longer.Predict(new int[80]).Length);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.StartsWith("Tagger at T = 40\n", Tagger.Summary);
        Assert.True(net.TrainingBytes(8) > new TaggerOfTwelve(seed: 1).TrainingBytes(8));
    }

    /// <summary>Texts, and for each token which third of the alphabet the one before it is in.</summary>
    private static (int[] Tokens, int[] Tags) Texts(Random random, int count, int length)
    {
        int[] tokens = [.. Enumerable.Range(0, count * length).Select(_ => random.Next(1, Tokens))];
        return (tokens, [.. tokens.Select((_, i) => i % length == 0 ? 0 : tokens[i - 1] / 3)]);
    }

    private static float[] Floats(int count)
    {
        Random random = new(6);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private static int[] Labels(int count) => [.. Enumerable.Range(0, count).Select(i => i % 2)];
}
