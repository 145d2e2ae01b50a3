using System.Runtime.CompilerServices;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

public sealed class StreamFitTests
{
    private static readonly Dataset s_data = FitData.Make(100);

    private static IEnumerable<Dataset> Pieces(Dataset data, int rows = 13)
    {
        for (int start = 0; start < data.Count; start += rows)
        {
            yield return data.Slice(start, Math.Min(rows, data.Count - start));
        }
    }

    private static DataStream Stream(int buffer = 30) => new(() => Pieces(s_data)) { ShuffleBuffer = buffer };

    [Fact]
    public void In_order_a_stream_trains_as_the_set_that_it_is_cut_from()
    {
        FitOptions options = new() { Epochs = 3, Shuffle = false, AccumulateSteps = 2, Validation = FitData.Make(20, seed: 6) };
        TinyClassifier whole = new(seed: 1, dropout: 0.3f);
        TinyClassifier streamed = new(seed: 1, dropout: 0.3f);
        Dataset weighted = s_data.WithWeights([.. Enumerable.Range(0, 100).Select(i => 1f + (i % 3))]);
        History expected = whole.Fit(weighted, options);
        History found = streamed.Fit(new DataStream(() => Pieces(weighted)), options);
        Assert.Equal(whole.Bits(), streamed.Bits());
        Assert.Equal(expected["loss"], found["loss"]);
        Assert.Equal(expected["accuracy"], found["accuracy"]);
        Assert.Equal(expected["val_loss"], found["val_loss"]);
    }

    [Fact]
    public void A_shuffled_stream_learns_the_same_for_a_seed_however_far_it_is_read_ahead_and_however_it_is_cut()
    {
        Assert.Equal(Fitted(3, 1, 13), Fitted(3, 9, 100));
        Assert.NotEqual(Fitted(3, 1, 13), Fitted(4, 1, 13));

        static int[] Fitted(int seed, int prefetch, int rows)
        {
            TinyClassifier net = new(seed: 1);
            History history = net.Fit(new DataStream(() => Pieces(s_data, rows)) { ShuffleBuffer = 30, Prefetch = prefetch }, new FitOptions { Epochs = 20, Seed = seed });
            Assert.True(history["loss"][^1] < 0.5 * history["loss"][0]);
            return net.Bits();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Mixing_gives_each_sample_once_and_none_before_the_buffer_reached_it(int buffer)
    {
        Dataset data = Dataset.FromArrays([.. Enumerable.Range(0, 200).Select(i => (float)i)], [.. Enumerable.Range(0, 200)]);
        using MixedStream stream = new(Pieces(data, 17), buffer, seed: 5);
        List<int> found = [];
        while (stream.Take(9, until: 150) is { } taken)
        {
            Assert.Equal(taken.Data.LabelArray(), taken.Origins[..taken.Data.Count]);
            Assert.Equal(taken.Data.LabelArray(), taken.Data.InputArray().Select(x => (int)x));
            found.AddRange(taken.Data.LabelArray());
        }
        Assert.Equal(Enumerable.Range(0, 150), found.Order());
        Assert.All(found.Index(), f => Assert.InRange(f.Item, 0, f.Index + Math.Max(buffer - 1, 0)));
        Assert.Equal(buffer <= 1, found.SequenceEqual(Enumerable.Range(0, 150)));
    }

    /// <summary>With a buffer as long as the stream, each sample is as likely to come first.</summary>
    [Fact]
    public void Mixing_is_uniform_enough()
    {
        Dataset data = Dataset.FromArrays(new float[5], [0, 1, 2, 3, 4]);
        int[] first = new int[5];
        int[] placeOfLast = new int[5];
        for (int seed = 0; seed < 5000; seed++)
        {
            using MixedStream stream = new([data], 5, RowOrder.ForEpoch((ulong)seed, 0));
            int[] order = stream.Take(5, 5)!.Value.Data.LabelArray();
            first[order[0]]++;
            placeOfLast[Array.IndexOf(order, 4)]++;
        }
        // Four standard deviations (28) around 1000.
        Assert.All(first.Concat(placeOfLast), count => Assert.InRange(count, 887, 1113));
    }

    [Fact]
    public async Task Streams_of_samples_and_of_waiting_pieces_are_streams()
    {
        TinyClassifier expected = new(seed: 1);
        expected.Fit(Stream(), new FitOptions { Epochs = 2 });
        TinyClassifier single = new(seed: 1);
        single.Fit(Samples(), new FitOptions { Epochs = 2 });
        TinyClassifier waiting = new(seed: 1);
        await Task.Run(() => waiting.Fit(new DataStream(() => Waiting()) { ShuffleBuffer = 30 }, new FitOptions { Epochs = 2 }));
        Assert.Equal(expected.Bits(), waiting.Bits());
        TinyClassifier whole = new(seed: 1);
        whole.Fit(new DataStream(() => [s_data]), new FitOptions { Epochs = 2 });
        Assert.Equal(whole.Bits(), single.Bits());

        static DataStream Samples() => DataStream.OfSamples(() => Enumerable.Range(0, 100).Select(i => (s_data.Input(i).ToArray(), s_data.Label(i))));

        static async IAsyncEnumerable<Dataset> Waiting([EnumeratorCancellation] CancellationToken token = default)
        {
            foreach (Dataset piece in Pieces(s_data))
            {
                await Task.Delay(1, token);
                yield return piece;
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_fit_that_was_cancelled_inside_an_epoch_goes_on_to_the_same_bits(bool shuffle)
    {
        FitOptions options = new() { Epochs = 3, Shuffle = shuffle };
        TinyClassifier unbroken = new(seed: 1, dropout: 0.2f);
        unbroken.Fit(Stream(), options);
        TinyClassifier net = new(seed: 1, dropout: 0.2f);
        using CancellationTokenSource cancel = new();
        Canceller canceller = new(cancel, step: 18);
        Assert.Throws<OperationCanceledException>(
            () => net.Fit(Stream(), options with { CancellationToken = cancel.Token, Callbacks = [canceller] }));
        net.Fit(Stream(), options with { Resume = true });
        Assert.Equal(unbroken.Bits(), net.Bits());
    }

    [Fact]
    public void A_fit_resumes_with_the_same_buffer_alone()
    {
        TinyClassifier net = new(seed: 1);
        using CancellationTokenSource cancel = new();
        Assert.Throws<OperationCanceledException>(() => net.Fit(
            Stream(), new FitOptions { Epochs = 3, CancellationToken = cancel.Token, Callbacks = [new Canceller(cancel, step: 18)] }));
        Assert.Equal(
            "This fit has a shuffle buffer of 31 instead of 30, so it cannot resume the saved one. Give the same data and options, or set Resume = false.",
            Assert.Throws<InvalidOperationException>(() => net.Fit(Stream(31), new FitOptions { Epochs = 3, Resume = true })).Message);
    }

    [Fact]
    public void A_checkpoint_inside_a_streamed_fit_can_be_read()
    {
        using TemporaryFolder folder = new();
        FitOptions options = new() { Epochs = 2, CheckpointPath = folder["fit.safetensors"] };
        TinyClassifier first = new(seed: 1);
        first.Fit(Stream(), options);
        TinyClassifier second = new(seed: 1);
        second.Fit(Stream(), options with { Epochs = 4, Resume = true });
        TinyClassifier unbroken = new(seed: 1);
        unbroken.Fit(Stream(), new FitOptions { Epochs = 4 });
        Assert.Equal(unbroken.Bits(), second.Bits());
    }

    [Fact]
    public void A_stream_that_can_be_gone_through_once_is_for_one_epoch()
    {
        TinyClassifier net = new(seed: 1);
        Assert.Equal(
            "The training stream can be gone through once, but FitOptions.Epochs is 10; give DataStream a function that opens it anew, or set Epochs = 1.",
            Assert.Throws<ArgumentException>(() => net.Fit(DataStream.Once(Pieces(s_data), 100))).Message);
        Assert.StartsWith(
            "The training stream can be gone through once, so a fit cannot resume inside it",
            Assert.Throws<ArgumentException>(() => net.Fit(DataStream.Once(Pieces(s_data), 100), new FitOptions { Epochs = 1, Resume = true })).Message);
        Assert.Contains(
            "set Samples", Assert.Throws<ArgumentException>(() => net.Fit(DataStream.Once(Pieces(s_data), 0), new FitOptions { Epochs = 1 })).Message);
        net.Fit(DataStream.Once(Pieces(s_data), 100), new FitOptions { Epochs = 1, Shuffle = false });
        TinyClassifier whole = new(seed: 1);
        whole.Fit(s_data, new FitOptions { Epochs = 1, Shuffle = false });
        Assert.Equal(whole.Bits(), net.Bits());
    }

    [Fact]
    public void What_goes_wrong_in_the_stream_reaches_the_caller_with_its_place()
    {
        Assert.Equal(
            "The training stream failed in epoch 1, behind 26 samples: the disk is gone",
            Error(() => Pieces(s_data).Select((p, i) => i < 2 ? p : throw new IOException("the disk is gone")), samples: 100));
        Assert.Equal(
            "The training stream failed while its samples were counted, behind 26 samples: the disk is gone",
            Error(() => Pieces(s_data).Select((p, i) => i < 2 ? p : throw new IOException("the disk is gone")), samples: 0));
        Dataset wrong = Dataset.FromArrays(new float[12], [0, 1, 3]);
        Assert.Equal(
            "The training stream failed in epoch 1, behind 100 samples: Row 2 of column 'target' of the piece holds 3, but SoftmaxCrossEntropy on output "
            + "'output' takes values from 0 to 2.",
            Error(() => Pieces(s_data).Append(wrong), samples: 0));
        Assert.Equal(
            "The training stream failed in epoch 1, behind 100 samples: A piece has the columns 'input' of 2 floats, 'target' of 1 ints, but the first has "
            + "'input' of 4 floats, 'target' of 1 ints. Give pieces of the same columns.",
            Error(() => Pieces(s_data).Append(Dataset.FromArrays(new float[2], new int[1])), samples: 0));
        Assert.Equal(
            "The training stream failed in epoch 1, behind 100 samples: it ended, but 120 were expected. Set DataStream.Samples to what it has, and open "
            + "it with the same samples each time.",
            Error(() => Pieces(s_data), samples: 120));
        Assert.Equal("The training stream has 0 samples, but an epoch takes 1 to 2,147,483,647. Set DataStream.Samples to fewer, or fill it.", Error(() => [], samples: 0));

        static string Error(Func<IEnumerable<Dataset>> open, int samples) => Assert.Throws<InvalidDataException>(
            () => new TinyClassifier(seed: 1).Fit(new DataStream(open) { Samples = samples }, new FitOptions { Epochs = 1 })).Message;
    }

    [Fact]
    public void Options_that_need_a_set_are_refused()
    {
        Assert.StartsWith("FitOptions.ValidationFraction draws from a data set", Refusal(new FitOptions { ValidationFraction = 0.1 }), StringComparison.Ordinal);
        Assert.StartsWith("FitOptions.BucketBatches orders a data set", Refusal(new FitOptions { BucketBatches = 2 }), StringComparison.Ordinal);
        Assert.StartsWith(
            "DataStream.Prefetch is 0",
            Assert.Throws<ArgumentException>(() => new TinyClassifier(seed: 1).Fit(new DataStream(() => []) { Prefetch = 0 })).Message, StringComparison.Ordinal);

        static string Refusal(FitOptions options) => Assert.Throws<ArgumentException>(() => new TinyClassifier(seed: 1).Fit(Stream(), options)).Message;
    }

    [Fact]
    public void A_value_that_is_not_finite_is_named_by_its_place_in_the_stream()
    {
        float[] x = s_data.InputArray();
        x[4 * 41] = float.NaN;
        Dataset broken = Dataset.FromArrays(x, s_data.LabelArray());
        Assert.Contains(
            "The data are the cause: sample 41 of the stream, in column 'input' holds NaN.",
            Assert.Throws<TrainingDivergedException>(() => new TinyClassifier(seed: 1).Fit(new DataStream(() => Pieces(broken)) { ShuffleBuffer = 20 })).Message);
    }

    /// <summary>A fit that waits for a piece ends when it is cancelled, and the stream is told.</summary>
    [Fact]
    public async Task Cancelling_ends_a_fit_that_waits_for_the_stream()
    {
        using CancellationTokenSource cancel = new();
        TaskCompletionSource isWaiting = new();
        bool told = false;
        DataStream stream = new(() => Endless()) { Samples = 100 };
        Task<History> fit = Task.Run(() => new TinyClassifier(seed: 1).Fit(stream, new FitOptions { CancellationToken = cancel.Token }));
        await isWaiting.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fit.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.True(told);

        async IAsyncEnumerable<Dataset> Endless([EnumeratorCancellation] CancellationToken token = default)
        {
            try
            {
                isWaiting.TrySetResult();
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                told = true;
            }
            yield break;
        }
    }

    /// <summary>An epoch holds the buffer and what is read ahead, not the stream.</summary>
    [Fact]
    public void A_stream_is_read_no_further_ahead_than_was_said()
    {
        int read = 0;
        int most = 0;
        const int Samples = 4000;
        IEnumerable<Dataset> Counting()
        {
            for (int i = 0; i < Samples / 8; i++)
            {
                Interlocked.Add(ref read, 8);
                yield return s_data.Slice(8 * (i % 12), 8);
            }
        }
        TinyClassifier net = new(seed: 1);
        Watcher watcher = new(step => most = Math.Max(most, Volatile.Read(ref read) - (8 * step)));
        net.Fit(
            new DataStream(Counting) { Samples = Samples, ShuffleBuffer = 64, Prefetch = 3 },
            new FitOptions { Epochs = 1, BatchSize = 8, Callbacks = [watcher] });
        // The buffer, three updates ahead, one that waits for its place, one in work, and the piece that the buffer takes from.
        Assert.InRange(most, 64, 64 + (6 * 8));
    }

    private sealed class Canceller(CancellationTokenSource cancel, long step) : Callback
    {
        protected internal override void OnBatchEnd(FitContext context)
        {
            if (context.Step == step)
            {
                cancel.Cancel();
            }
        }
    }

    private sealed class Watcher(Action<int> look) : Callback
    {
        protected internal override void OnBatchEnd(FitContext context) => look((int)context.Step);
    }
}
