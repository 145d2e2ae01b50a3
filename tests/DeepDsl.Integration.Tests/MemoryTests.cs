namespace DeepDsl.Integration.Tests;

/// <summary>Attention that remembers the segments before: streams that are read in parts, in predictions, steps and fits.</summary>
public sealed class MemoryTests
{
    private const int Streams = 8;
    private const int Steps = 6;

    /// <summary>Of the phrases below: longer than a segment, so that what a token repeats is never in its own.</summary>
    private const int Period = 9;

    [Fact]
    public void One_layer_over_segments_gives_what_it_gives_over_the_whole()
    {
        OneWhole whole = new(seed: 3);
        OneMemory net = new();
        net.CopyWeights(whole);
        Random random = new(5);
        float[] x = [.. Enumerable.Range(0, 2 * 12 * 10).Select(_ => (float)random.NextDouble() - 0.5f)];
        float[] expected = whole.PredictBatch(x);
        CarriedState state = new(net, 2, ("before", "after"), ("held", "holds"));
        float[] found = new float[2 * 3 * 10];
        for (int segment = 0; segment < 4; segment++)
        {
            Assert.Equal(3 * segment, state["held"][1]);
            net.PredictBatch(Part(x, 2, 4, segment), state["before"], state["held"], found, state["before"], state["held"]);
            AssertNear(Part(expected, 2, 4, segment), found);
        }
    }

    /// <summary>A memory of all layers that was never too short is no loss, and a longer one than a model was trained with can be had.</summary>
    [Fact]
    public void All_layers_over_segments_give_what_they_give_over_the_whole()
    {
        WholeReader whole = new(seed: 3);
        LongRereader net = new();
        net.CopyWeights(whole);
        int[] tokens = [.. Enumerable.Range(0, 2).SelectMany(stream => Text(stream, 24))];
        float[] expected = whole.PredictBatch(tokens);
        CarriedState state = new(net, 2, ("before", "after"), ("held", "holds"));
        for (int segment = 0; segment < 4; segment++)
        {
            AssertNear(Part(expected, 2, 4, segment), Scores(net, Part(tokens, 2, 4, segment), state));
        }
    }

    [Fact]
    public void A_stream_that_begins_anew_sees_nothing_of_before()
    {
        Rereader net = new(seed: 3);
        CarriedState state = new(net, 2, ("before", "after"), ("held", "holds"));
        int[] tokens = [.. Text(0, Steps), .. Text(1, Steps)];
        float[] first = Scores(net, tokens, state);
        float[] second = Scores(net, tokens, state);
        state.Reset(1);
        float[] third = Scores(net, tokens, state);
        AssertNear(first[(first.Length / 2)..], third[(first.Length / 2)..]);
        Assert.NotEqual(first[0], second[0], 1e-3f);
        Assert.NotEqual(first[0], third[0], 1e-3f);
    }

    [Fact]
    public void A_fit_makes_the_steps_that_its_calls_make()
    {
        Rereader fitted = new(seed: 1);
        Rereader net = new(seed: 1);
        Dataset text = Stream(segments: 5);
        Fit(fitted, text);
        Dataset data = text.SideBySide(Streams);
        CarriedState state = State(net);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            state.Reset();
            for (int batch = 0; batch < 5; batch++)
            {
                (int[] x, int[] y) = Rows(data, batch);
                using TrainingCall call = net.Forward(x, state["before"], state["held"]);
                call.SetTarget(0, y);
                call.Loss();
                state.Take(call);
                call.Backward();
                net.Update();
            }
        }

        foreach (Parameter parameter in net.Parameters)
        {
            Assert.Equal(parameter.Value.ToArray(), fitted.Parameter(parameter.Name).Value.ToArray());
        }
    }

    [Fact]
    public void A_model_learns_to_repeat_what_segments_before_said()
    {
        Rereader net = new(seed: 1);
        CarriedState state = State(net);
        (Dataset data, double carried) = (Data(segments: 40, seed: 1000), 0);
        for (int text = 0; text < 25; text++)
        {
            History history = net.Fit(Data(segments: 40, seed: 10 * text),
                new FitOptions { Epochs = 1, Shuffle = false, Carried = state, Validation = data });
            carried = history.Epochs[^1].ValidationMetrics!["accuracy"];
        }

        Assert.Equal(carried, net.Evaluate(data, carried: state)["accuracy"]);
        CarriedState empty = State(net);
        (int right, int all) = (0, 0);
        for (int batch = 0; batch < 40; batch++)
        {
            empty.Reset();
            (int[] x, int[] y) = Rows(data, batch);
            float[] scores = Scores(net, x, empty);
            right += Enumerable.Range(0, y.Length).Count(i => Largest(scores.AsSpan(8 * i, 8)) == y[i]);
            all += y.Length;
        }

        // Five of six times a phrase has been said before.
        Assert.True(carried > 0.75, $"{carried:p0} are right.");
        Assert.True(right < 0.3 * all, $"{(double)right / all:p0} are right without the memory, so nothing had to be remembered.");
    }

    [Fact]
    public void What_no_fit_can_carry_is_refused_in_words()
    {
        Rereader net = new();
        CarriedState state = State(net);
        Dataset data = Data(segments: 3);
        string Message(FitOptions options, Dataset? other = null) => Assert.Throws<ArgumentException>(() => net.Fit(other ?? data, options)).Message;
        Assert.Equal("FitOptions.Carried takes samples in their order, but Shuffle is true; set Shuffle = false.", Message(new() { Carried = state }));
        Assert.Equal("FitOptions.Carried takes samples in their order, but ValidationFraction draws some at random; give Validation instead.",
            Message(new() { Carried = state, Shuffle = false, ValidationFraction = 0.2 }));
        Assert.Equal("The state carries 8 streams, but the training set has 20 samples in batches of 8; give batches of 8, all of them full, as "
            + "Dataset.SideBySide does.", Message(new() { Carried = state, Shuffle = false }, data.Take(20)));
        Assert.Equal("The state that is carried is another model's; make one of this Rereader.",
            Message(new() { Carried = State(new Rereader()), Shuffle = false }));
        Assert.StartsWith("24 segments can be 1 to 24 streams, found 25.",
            Assert.Throws<ArgumentOutOfRangeException>(() => data.SideBySide(25)).Message, StringComparison.Ordinal);
    }

    /// <summary>A checkpoint holds no streams: at the end of an epoch it needs none.</summary>
    [Fact]
    public void A_fit_resumes_where_streams_begin()
    {
        Dataset data = Data(segments: 4);
        Rereader net = new(seed: 1);
        using CancellationTokenSource source = new();
        FitOptions options = new() { Epochs = 2, Shuffle = false, Carried = State(net), CancellationToken = source.Token };
        Assert.Throws<OperationCanceledException>(() => net.Fit(data, options with { Callbacks = [new Stop(source, after: 6)] }));
        Assert.Equal("The saved fit stopped after 2 updates of an epoch, and what its streams carried then is not saved. Resume from a checkpoint "
            + "of an epoch's end, or set Resume = false.",
            Assert.Throws<InvalidOperationException>(() => net.Fit(data, options with { CancellationToken = default, Resume = true })).Message);

        Rereader once = new(seed: 1);
        once.Fit(data, new FitOptions { Epochs = 2, Shuffle = false, Carried = State(once) });
        Rereader twice = new(seed: 1);
        twice.Fit(data, new FitOptions { Epochs = 1, Shuffle = false, Carried = State(twice) });
        twice.Fit(data, new FitOptions { Epochs = 2, Shuffle = false, Carried = State(twice), Resume = true });
        Assert.Equal(once.Parameters[0].Value.ToArray(), twice.Parameters[0].Value.ToArray());
    }

    [Fact]
    public void Segments_lie_side_by_side()
    {
        Dataset data = Dataset.FromArrays([.. Enumerable.Range(0, 7).Select(i => (float)i)], new int[7]).SideBySide(3);
        Assert.Equal([0, 2, 4, 1, 3, 5], data.Rows.ToArray());
    }

    private static void Fit(Rereader net, Dataset text)
    {
        // <fit>
        CarriedState state = new(net, 8, ("before", "after"), ("held", "holds"));
        net.Fit(text.SideBySide(8), new FitOptions { Epochs = 2, Shuffle = false, Carried = state });
        // </fit>
    }

    private static CarriedState State(Rereader net) => new(net, Streams, ("before", "after"), ("held", "holds"));

    private static float[] Scores(Network net, int[] tokens, CarriedState state)
    {
        float[] scores = new float[tokens.Length * 8];
        if (net is Rereader reader)
        {
            reader.PredictBatch(tokens, state["before"], state["held"], scores, state["before"], state["held"]);
        }
        else
        {
            ((LongRereader)net).PredictBatch(tokens, state["before"], state["held"], scores, state["before"], state["held"]);
        }

        return scores;
    }

    /// <summary>Phrases of random tokens, each of which is said six times.</summary>
    private static int[] Text(int seed, int length)
    {
        Random random = new(seed);
        int[] said = [.. Enumerable.Range(0, length).Select(_ => random.Next(8))];
        return [.. Enumerable.Range(0, length).Select(i => said[(i / (6 * Period) * Period) + (i % Period)])];
    }

    /// <summary>A text for each stream, and of each token the next.</summary>
    private static Dataset Data(int segments, int seed = 0) => Stream(segments, seed).SideBySide(Streams);

    private static Dataset Stream(int segments, int seed = 0)
    {
        int length = segments * Steps;
        int[][] texts = [.. Enumerable.Range(0, Streams).Select(i => Text(seed + i, length + 1))];
        return new Dataset(
            [new DataColumn("tokens", [.. texts.SelectMany(t => t[..length])], Steps)],
            [new DataColumn("scores", [.. texts.SelectMany(t => t[1..])], Steps)]);
    }

    private static (int[] X, int[] Y) Rows(Dataset data, int batch)
    {
        int[] rows = data.Rows.Slice(batch * Streams, Streams).ToArray();
        int[] Of(DataColumn column) => [.. rows.SelectMany(row => column.Ints.AsSpan(row * Steps, Steps).ToArray())];
        return (Of(data.Inputs[0]), Of(data.Targets[0]));
    }

    private static int Largest(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    /// <summary>One of so many segments of each stream.</summary>
    private static T[] Part<T>(T[] all, int streams, int segments, int segment)
    {
        int length = all.Length / streams / segments;
        return [.. Enumerable.Range(0, streams).SelectMany(i => all.Skip(((i * segments) + segment) * length).Take(length))];
    }

    private static void AssertNear(float[] expected, float[] found) =>
        Assert.All(expected.Zip(found, (a, b) => Math.Abs(a - b)), error => Assert.InRange(error, 0, 1e-5));

    private sealed class Stop(CancellationTokenSource source, int after) : Callback
    {
        private int _updates;

        protected override void OnBatchEnd(FitContext context)
        {
            if (++_updates == after)
            {
                source.Cancel();
            }
        }
    }
}
