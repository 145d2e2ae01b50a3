using System.Numerics.Tensors;

namespace DeepDsl.Integration.Tests;

/// <summary>Batches of sequences of unequal length, with padding behind them.</summary>
public sealed class PaddedTests
{
    private const int Steps = 9;

    [Fact]
    public void What_padding_holds_changes_no_bit()
    {
        uint[] Trained(float padding)
        {
            NextSignTagger net = new(seed: 1);
            for (int step = 0; step < 4; step++)
            {
                (int[] lengths, float[] steps, int[] tags) = Signs(new Random(step), 16, padding);
                net.TrainStep(lengths, steps, tags, Steps);
            }

            return [.. net.Parameters.SelectMany(p => p.Value.ToArray()).Select(BitConverter.SingleToUInt32Bits)];
        }

        Assert.Equal(Trained(0), Trained(float.NaN));
        Assert.Equal(Trained(0), Trained(1e30f));
    }

    [Fact]
    public void A_sequence_gives_what_it_gives_alone()
    {
        NextSignTagger net = new(seed: 1);
        (int[] lengths, float[] steps, _) = Signs(new Random(1), 5, float.NaN);
        float[] padded = net.PredictBatch(lengths, steps, Steps);
        for (int i = 0; i < lengths.Length; i++)
        {
            float[] alone = net.Predict([lengths[i]], steps[(i * Steps * 2)..(((i * Steps) + lengths[i]) * 2)]);
            Assert.All(alone.Zip(padded.Skip(i * Steps * 3)), pair => Assert.Equal(pair.First, pair.Second, 4));
        }
    }

    [Fact]
    public void A_tagger_learns_where_sequences_end_and_metrics_count_own_steps_alone()
    {
        NextSignTagger net = new(seed: 3);
        Dataset train = Data(new Random(5), 400);
        Dataset test = Data(new Random(6), 60);
        History history = net.Fit(train, new FitOptions { Epochs = 15, Validation = test, Seed = 1 });
        Assert.InRange(history.Epochs[^1].ValidationMetrics["accuracy"], 0.97, 1);

        // By hand: right answers among own steps.
        (int[] lengths, float[] steps, int[] tags) = Signs(new Random(6), 60, 0);
        float[] scores = net.PredictBatch(lengths, steps, Steps);
        (int right, int count) = (0, 0);
        for (int i = 0; i < lengths.Length; i++)
        {
            for (int t = i * Steps; t < (i * Steps) + lengths[i]; t++)
            {
                right += TensorPrimitives.IndexOfMax<float>(scores.AsSpan(3 * t, 3)) == tags[t] ? 1 : 0;
                count++;
            }
        }

        Assert.Equal((double)right / count, net.Evaluate(test).Metrics["accuracy"], 12);
    }

    [Fact]
    public void Metrics_of_sequences_know_where_each_ends()
    {
        NextSignTagger net = new(seed: 3);
        net.Fit(Data(new Random(5), 400), new FitOptions { Epochs = 3, Seed = 1 });
        (int[] lengths, float[] steps, int[] tags) = Signs(new Random(6), 60, 0);
        float[] scores = net.PredictBatch(lengths, steps, Steps);
        int[] found = [.. scores.Chunk(3).Select(s => TensorPrimitives.IndexOfMax<float>(s))];
        int right = 0;
        Bleu bleu = new(longest: 2);
        SpanF1 spans = new(["O", "B-sign", "I-sign"]);
        for (int i = 0; i < lengths.Length; i++)
        {
            (int[] own, int[] truths) = (found[(i * Steps)..((i * Steps) + lengths[i])], tags[(i * Steps)..((i * Steps) + lengths[i])]);
            right += own.SequenceEqual(truths) ? 1 : 0;
            bleu.Add(own, truths);
            spans.Update(MetricBatch.OfPredictions(own, truths, classes: 3) with { Samples = 1 });
        }

        EvaluationResult result = net.Evaluate(
            Data(new Random(6), 60), [new ExactMatch(), new Bleu(longest: 2), new SpanF1(["O", "B-sign", "I-sign"])], batchSize: 7);
        Assert.InRange(right, 1, lengths.Length - 1);
        Assert.Equal((double)right / lengths.Length, result["exact_match"], 12);
        Assert.Equal(bleu.Value, result["bleu"], 12);
        Assert.Equal(spans.Value, result["span_f1"], 12);
    }

    [Fact]
    public void Batches_of_like_lengths_are_learnt_and_repeat_bit_for_bit()
    {
        Dataset train = Data(new Random(5), 400);
        Dataset test = Data(new Random(6), 60);
        FitOptions options = new() { Epochs = 15, Validation = test, Seed = 1, BucketBatches = 4 };
        NextSignTagger net = new(seed: 3);
        History history = net.Fit(train, options);
        Assert.InRange(history.Epochs[^1].ValidationMetrics["accuracy"], 0.97, 1);

        // In two parts.
        NextSignTagger again = new(seed: 3);
        using CancellationTokenSource cancel = new();
        options = options with { CancellationToken = cancel.Token, Progress = new Canceller(cancel) };
        Assert.Throws<OperationCanceledException>(() => again.Fit(train, options));
        Assert.Throws<InvalidOperationException>(() => again.Fit(train, options with { CancellationToken = default, Resume = true, BucketBatches = 5 }));
        History resumed = again.Fit(train, options with { CancellationToken = default, Resume = true });
        Assert.Equal(history["loss"], resumed["loss"]);
        Assert.Equal(
            net.Parameters.SelectMany(p => p.Value.ToArray()).Select(BitConverter.SingleToUInt32Bits),
            again.Parameters.SelectMany(p => p.Value.ToArray()).Select(BitConverter.SingleToUInt32Bits));
        Assert.StartsWith(
            "FitOptions.BucketBatches makes batches of sequences alike in length, but no input tells how long they are",
            Assert.Throws<ArgumentException>(() => new XorNet(seed: 1).Fit([0f, 1], new[] { 1f }, new FitOptions { BucketBatches = 2 })).Message,
            StringComparison.Ordinal);
    }

    private sealed class Canceller(CancellationTokenSource cancel) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            if (value is { Epoch: 2, Batch: 7 })
            {
                cancel.Cancel();
            }
        }
    }

    [Fact]
    public void Tokens_of_unequal_texts_are_learnt_and_more_padding_changes_nothing()
    {
        MajorityReader net = new(seed: 1);
        Random random = new(2);
        for (int step = 0; step < 250; step++)
        {
            (int[][] texts, int[] labels) = Texts(random, 16);
            net.TrainStep(PaddedSequences.Of(texts, paddingToken: 0, Steps), labels, Steps);
        }

        (int[][] others, int[] answers) = Texts(random, 100);
        float[] scores = net.PredictBatch(PaddedSequences.Of(others, 0, Steps), Steps);
        Assert.InRange(Enumerable.Range(0, 100).Count(i => (scores[(2 * i) + 1] > scores[2 * i] ? 1 : 0) == answers[i]), 97, 100);
        Assert.All(scores.Zip(net.PredictBatch(PaddedSequences.Of(others, 0, 20), 20)), pair => Assert.Equal(pair.First, pair.Second, 4));
    }

    [Fact]
    public void A_fit_leaves_out_what_is_padding_in_the_whole_batch()
    {
        // Six steps are a number that both widths round up to: the same batches, and so the same bits.
        uint[] Trained(int width, out double loss)
        {
            MajorityReader net = new(seed: 1);
            Dataset data = SixSteps(width);
            net.Fit(data, new FitOptions { Epochs = 2, Seed = 1 });
            loss = net.Evaluate(data).Loss;
            return [.. net.Parameters.SelectMany(p => p.Value.ToArray()).Select(BitConverter.SingleToUInt32Bits)];
        }

        Assert.Equal(Trained(6, out double narrow), Trained(18, out double wide));
        Assert.Equal(narrow, wide);
    }

    [Fact]
    public void Filled_padding_is_never_chosen()
    {
        WordFinder net = new(seed: 1);
        Random random = new(4);
        int[] Batch(int count, out int[] tokens)
        {
            tokens = new int[count * 12];
            int[] at = new int[count];
            for (int i = 0; i < count; i++)
            {
                int length = random.Next(1, 13);
                Span<int> text = tokens.AsSpan(i * 12, length);
                foreach (ref int word in text)
                {
                    word = random.Next(2, 5);
                }

                at[i] = random.Next(length);
                text[at[i]] = 1;
            }

            return at;
        }

        for (int step = 0; step < 200; step++)
        {
            int[] at = Batch(16, out int[] tokens);
            net.TrainStep(tokens, at);
        }

        int[] answers = Batch(100, out int[] texts);
        foreach ((int[] text, int answer) in texts.Chunk(12).Zip(answers))
        {
            float[] probabilities = net.PredictProbabilities(text);
            Assert.All(probabilities[(text.AsSpan().LastIndexOfAnyExcept(0) + 1)..], p => Assert.Equal(0, p));
            Assert.Equal(answer, TensorPrimitives.IndexOfMax<float>(probabilities));
        }
    }

    [Fact]
    public void Windows_with_a_stride_leave_so_many_own_steps()
    {
        WindowTagger net = new(seed: 1);
        Random random = new(7);
        int[] lengths = [20, 3, 4, 9, 13, 1, 10];
        int[] left = [9, 0, 1, 3, 5, 0, 4]; // windows of three, every two, over one step less
        int steps = (20 - 1 - 3) / 2 + 1;
        float[] x = [.. Enumerable.Range(0, lengths.Length * 40).Select(_ => random.NextSingle())];
        float[] padded = [.. x.Select((v, i) => i % 40 < 2 * lengths[i / 40] ? v : float.NaN)];
        int[] tags = [.. Enumerable.Range(0, lengths.Length * steps).Select(_ => random.Next(3))];
        Dataset data = new([new DataColumn("lengths", lengths), new DataColumn("steps", padded, 40)], [new DataColumn("y", tags, steps)]);
        float[] scores = net.PredictBatch(lengths, padded);
        (double right, int count) = (0, 0);
        for (int i = 0; i < lengths.Length; i++)
        {
            for (int step = i * steps; step < (i * steps) + left[i]; step++)
            {
                right += TensorPrimitives.IndexOfMax<float>(scores.AsSpan(3 * step, 3)) == tags[step] ? 1 : 0;
                count++;
            }
        }

        EvaluationResult found = net.Evaluate(data);
        Assert.Equal(right / count, found.Metrics["accuracy"], 12);
        Assert.Equal(net.EvaluateLoss(lengths, x, tags), found.Loss, 6);
        float[] weights = net.Parameters[0].Value.ToArray();
        net.TrainStep(lengths, padded, tags);
        Assert.All(net.Parameters, p => Assert.True(TensorPrimitives.IsFiniteAll(p.Value)));
        Assert.NotEqual(weights, net.Parameters[0].Value.ToArray());
    }

    [Fact]
    public void Strides_over_any_length_give_and_take_as_many_steps_as_windows()
    {
        PairTagger net = new(seed: 1);
        Assert.All(Enumerable.Range(2, 19), steps => Assert.Equal(2 * ((steps + 1) / 2), net.Predict([steps], new float[2 * steps]).Length));
        Assert.True(net.TrainStep([7, 3], new float[2 * 7 * 2], [0, 1, 1, 0, 1, 0, 0, 0], t: 7) > 0);
        Exception refused = Assert.ThrowsAny<ArgumentException>(() => net.TrainStep([7, 3], new float[2 * 7 * 2], new int[6], t: 7));
        Assert.Contains("8", refused.Message, StringComparison.Ordinal);
        Assert.Contains("(T + 1)/2", PairTagger.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_are_learnt_and_what_is_padding_in_a_whole_batch_is_left_out()
    {
        uint[] Trained(int width, out EvaluationResult found)
        {
            PairTagger net = new(seed: 1);
            net.Fit(Pairs(new Random(1), 200, width), new FitOptions { Epochs = 25, Seed = 1 });
            found = net.Evaluate(Pairs(new Random(2), 100, width));
            return [.. net.Parameters.SelectMany(p => p.Value.ToArray()).Select(BitConverter.SingleToUInt32Bits)];
        }

        uint[] weights = Trained(6, out EvaluationResult result);
        Assert.InRange(result.Metrics["accuracy"], 0.95, 1);
        Assert.Equal(weights, Trained(18, out EvaluationResult wide)); // six is a number that both widths round up to
        Assert.Equal(result.Loss, wide.Loss);
    }

    [Fact]
    public void A_sequence_under_strides_gives_what_it_gives_alone()
    {
        PairTagger net = new(seed: 1);
        int[] lengths = [9, 2, 5, 8, 3];
        Random random = new(3);
        float[] steps = [.. Enumerable.Range(0, 5 * 18).Select(i => i % 18 < 2 * lengths[i / 18] ? random.NextSingle() : float.NaN)];
        float[] padded = net.PredictBatch(lengths, steps, t: 9);
        for (int i = 0; i < lengths.Length; i++)
        {
            float[] alone = net.Predict([lengths[i]], steps[(18 * i)..((18 * i) + (2 * lengths[i]))]);
            Assert.All(alone.Zip(padded.Skip(10 * i)), pair => Assert.Equal(pair.First, pair.Second, 4));
        }
    }

    [Fact]
    public void A_length_beyond_the_steps_is_refused()
    {
        NextSignTagger net = new(seed: 1);
        Exception refused = Assert.ThrowsAny<ArgumentException>(() => net.PredictBatch([3, 5], new float[2 * 4 * 2], 4));
        Assert.Contains("lengths", refused.Message, StringComparison.Ordinal);
        Assert.Contains("5", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Texts of up to six words, one of them of six in each batch that a fit makes of them in any order.</summary>
    private static Dataset SixSteps(int width)
    {
        (int[][] texts, int[] labels) = Texts(new Random(3), 64);
        int[][] six = [.. texts.Select(t => Enumerable.Range(0, 6).Select(i => t[i % t.Length]).ToArray())];
        return new Dataset([new DataColumn("x", PaddedSequences.Of(six, 0, width), width)], [new DataColumn("y", labels)]);
    }

    /// <summary>Sequences of up to six steps, one of them of six in each batch, and of each pair whether its first numbers are more than 0.</summary>
    private static Dataset Pairs(Random random, int samples, int width)
    {
        int[] lengths = [.. Enumerable.Range(0, samples).Select(_ => random.Next(3) == 0 ? random.Next(2, 6) : 6)];
        float[] steps = new float[samples * width * 2];
        int[] tags = new int[samples * ((width + 1) / 2)];
        for (int i = 0; i < samples; i++)
        {
            for (int t = 0; t < 6; t++)
            {
                (float first, float second) = ((2 * random.NextSingle()) - 1, random.NextSingle());
                if (t < lengths[i])
                {
                    (steps[2 * ((i * width) + t)], steps[(2 * ((i * width) + t)) + 1]) = (first, second);
                }
            }

            for (int t = 0; t < lengths[i]; t += 2)
            {
                float sum = steps[2 * ((i * width) + t)] + (t + 1 < lengths[i] ? steps[2 * ((i * width) + t + 1)] : 0);
                tags[(i * ((width + 1) / 2)) + (t / 2)] = sum > 0 ? 1 : 0;
            }
        }

        return new Dataset([new DataColumn("lengths", lengths), new DataColumn("steps", steps, width * 2)],
            [new DataColumn("output", tags, (width + 1) / 2)]);
    }

    private static Dataset Data(Random random, int samples)
    {
        (int[] lengths, float[] steps, int[] tags) = Signs(random, samples, 0);
        return new Dataset(
            [new DataColumn("lengths", lengths), new DataColumn("steps", steps, Steps * 2)], [new DataColumn("output", tags, Steps)]);
    }

    /// <summary>The tag of a step: 0 where it is the last of its own, else the sign of the next.</summary>
    private static (int[] Lengths, float[] Steps, int[] Tags) Signs(Random random, int samples, float padding)
    {
        int[] lengths = [.. Enumerable.Range(0, samples).Select(_ => random.Next(1, Steps + 1))];
        float[] steps = [.. Enumerable.Range(0, samples * Steps * 2).Select(_ => (2 * random.NextSingle()) - 1)];
        int[] tags = new int[samples * Steps];
        for (int t = 0; t < tags.Length; t++)
        {
            bool hasNext = (t % Steps) + 1 < lengths[t / Steps];
            tags[t] = hasNext ? steps[2 * (t + 1)] > 0 ? 2 : 1 : 0;
        }

        for (int i = 0; i < samples; i++)
        {
            Array.Fill(steps, padding, ((i * Steps) + lengths[i]) * 2, (Steps - lengths[i]) * 2);
        }

        return (lengths, steps, tags);
    }

    private static (int[][] Texts, int[] Labels) Texts(Random random, int count)
    {
        int[][] texts = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, random.Next(1, Steps + 1)).Select(_ => random.Next(1, 5)).ToArray())];
        return (texts, [.. texts.Select(t => t.Count(w => w == 1) > t.Count(w => w == 2) ? 1 : 0)]);
    }
}
