namespace DeepDsl.Integration.Tests;

/// <summary>A stream that is read in segments: the state goes on, the gradient ends.</summary>
public sealed class CarriedStateTests
{
    private const int Streams = 32;
    private const int Steps = 6;
    private const int Units = 8;

    [Fact]
    public void Two_segments_give_what_the_whole_gives()
    {
        Segments net = new(seed: 3);
        TwoSegments whole = new(seed: 3);
        float[] x = new Stream(seed: 4).Next(2 * Steps).X;
        (float[] expected, float[] after) = whole.PredictBatch(new float[Streams * Units], x);

        CarriedState state = new(net, Streams, ("before", "after"));
        float[] found = new float[Streams * Steps];
        for (int segment = 0; segment < 2; segment++)
        {
            net.PredictBatch(state["before"], Part(x, segment, 3), found, state["before"]);
            AssertNear(Part(expected, segment, 1), found);
        }

        AssertNear(after, state["before"].ToArray());
    }

    /// <summary>The gradient of a segment is that by its own steps alone, from the state that it begins with.</summary>
    [Fact]
    public void A_gradient_ends_where_its_segment_begins()
    {
        Segments net = new(seed: 3);
        TwoSegments whole = new(seed: 3);
        Stream stream = new(seed: 4);
        (float[] x, float[] y) = stream.Next(2 * Steps);
        CarriedState state = new(net, Streams, ("before", "after"));
        using (TrainingCall first = net.Forward(state["before"], Part(x, 0, 3)))
        {
            state.Take(first);
        }

        float[] begun = state["before"].ToArray();
        using (TrainingCall second = net.Forward(state["before"], Part(x, 1, 3)))
        {
            second.SetTarget(0, Part(y, 1, 1));
            second.Loss();
            second.Backward();
        }

        // The same by central differences of the loss, with the state held where it was.
        Parameter weight = net.Parameter("gru1.weight_hh_l0");
        float[] gradient = net.Gradients[weight].ToArray();
        foreach (int i in new[] { 0, 37, 101 })
        {
            double Loss(float by)
            {
                weight.Edit()[i] += by;
                double loss = net.EvaluateLoss(begun, Part(x, 1, 3), Part(y, 1, 1));
                weight.Edit()[i] -= by;
                return loss;
            }

            Assert.Equal((Loss(0.05f) - Loss(-0.05f)) / 0.1, gradient[i], 1e-4);
        }

        using TrainingCall all = whole.Forward(new float[Streams * Units], x);
        all.SetTarget(0, y);
        all.Loss();
        all.Backward();
        Assert.NotEqual(whole.Gradients["gru1.weight_hh_l0"][37], gradient[37]);
    }

    [Fact]
    public void A_model_learns_to_remember_for_longer_than_a_segment()
    {
        Segments net = new(seed: 1);
        CarriedState state = new(net, Streams, ("before", "after"));
        Stream stream = new(seed: 2);
        for (int step = 0; step < 400; step++)
        {
            (float[] x, float[] y) = stream.Next(Steps);
            // <segments>
            using TrainingCall call = net.Forward(state["before"], x);
            call.SetTarget(0, y);
            call.Loss();
            state.Take(call);
            call.Backward();
            net.Update();
            // </segments>
        }

        double carried = Right(net, stream, state, forgets: false);
        double forgotten = Right(net, stream, state, forgets: true);
        Assert.True(carried > 0.95, $"{carried:p0} are right.");
        Assert.True(forgotten < 0.85, $"{forgotten:p0} are right without the state, so nothing had to be remembered.");
    }

    [Fact]
    public void One_stream_begins_anew_by_itself()
    {
        CarriedState state = new(new Segments(), 2, ("before", "after"));
        state["before"].Fill(1);
        state.Reset(1);
        Assert.Equal([.. Enumerable.Repeat(1f, Units), .. new float[Units]], state["before"].ToArray());
        state.Reset();
        Assert.Equal(new float[2 * Units], state["before"].ToArray());
    }

    [Fact]
    public void What_is_no_state_is_refused_in_words()
    {
        Segments net = new();
        Assert.StartsWith("Segments has no input 'befor'. Did you mean 'before'?",
            Assert.Throws<ArgumentException>(() => new CarriedState(net, 1, ("befor", "after"))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Output 'last' of Segments gives [6, 1] floats, and input 'before' takes [8] floats; a state has one shape, of floats, "
            + "whatever the length.",
            Assert.Throws<ArgumentException>(() => new CarriedState(net, 1, ("before", "last"))).Message, StringComparison.Ordinal);
        CarriedState state = new(net, 1, ("before", "after"));
        Assert.StartsWith("No state of Segments comes in by 'after' here.", Assert.Throws<ArgumentException>(() => state["after"].Length).Message, StringComparison.Ordinal);
        Assert.StartsWith("The streams are numbered from 0 to 0, found number 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => state.Reset(1)).Message, StringComparison.Ordinal);
    }

    private static double Right(Segments net, Stream stream, CarriedState state, bool forgets)
    {
        (int right, int all) = (0, 0);
        float[] scores = new float[Streams * Steps];
        for (int segment = 0; segment < 20; segment++)
        {
            (float[] x, float[] y) = stream.Next(Steps);
            net.PredictBatch(state["before"], x, scores, state["before"]);
            right += Enumerable.Range(0, scores.Length).Count(i => scores[i] > 0 == y[i] > 0.5f);
            all += scores.Length;
            if (forgets)
            {
                state.Reset();
            }
        }

        return (double)right / all;
    }

    private static float[] Part(float[] x, int segment, int features) =>
        [.. Enumerable.Range(0, Streams).SelectMany(i => x.Skip(((i * 2) + segment) * Steps * features).Take(Steps * features))];

    private static void AssertNear(float[] expected, float[] found) =>
        Assert.All(expected.Zip(found, (a, b) => Math.Abs(a - b)), error => Assert.InRange(error, 0, 1e-5));

    /// <summary>Streams side by side: at every tenth step or so one of two events, and noise.</summary>
    private sealed class Stream(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly int[] _last = [.. Enumerable.Range(0, Streams).Select(i => i % 2)];

        public (float[] X, float[] Y) Next(int steps)
        {
            (float[] x, float[] y) = (new float[Streams * steps * 3], new float[Streams * steps]);
            for (int i = 0; i < Streams * steps; i++)
            {
                int stream = i / steps;
                if (_random.Next(10) == 0)
                {
                    _last[stream] = _random.Next(2);
                    x[(3 * i) + _last[stream]] = 1;
                }

                x[(3 * i) + 2] = (float)_random.NextDouble() - 0.5f;
                y[i] = _last[stream];
            }

            return (x, y);
        }
    }
}
