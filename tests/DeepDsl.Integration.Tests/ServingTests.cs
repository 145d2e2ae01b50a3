using System.Runtime.InteropServices;

namespace DeepDsl.Integration.Tests;

/// <summary>Threads predict while another loads weights into the model, or on copies while it is trained.</summary>
public sealed class ServingTests : IDisposable
{
    private const int Batch = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("deepdsl-serving-").FullName;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_prediction_beside_a_load_is_of_one_file(bool checkpoints) => PredictWhileLoading(checkpoints, seconds: 0.5);

    [Theory, Trait("Category", "Sweep")]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_of_many_predictions_beside_a_load_is_of_one_file(bool checkpoints) => PredictWhileLoading(checkpoints, seconds: 10);

    [Fact]
    public void A_snapshot_keeps_what_the_model_was()
    {
        (float[] x, int[] y) = Images.Make(64);
        Served net = new(seed: 1);
        net.TrainStep(x, y);
        Served copy = net.Snapshot();
        float[] expected = net.PredictBatch(x);
        Assert.Equal(expected, copy.PredictBatch(x));
        Assert.Equal((1, Optimizer.Adam, net.Device), (copy.Seed, copy.Training.Optimizer, copy.Device));

        net.TrainStep(x, y);
        Assert.Equal(expected, copy.PredictBatch(x));
        Assert.NotEqual(expected, net.PredictBatch(x));

        expected = net.PredictBatch(x);
        Assert.Equal(0, copy.Step);
        copy.TrainStep(x, y);
        Assert.Equal(1, copy.Step);
        Assert.Equal(expected, net.PredictBatch(x));
    }

    [Fact]
    public void Snapshots_beside_training_are_of_moments_between_updates() => CopyWhileTraining(copies: 50);

    [Fact, Trait("Category", "Sweep")]
    public void Many_snapshots_beside_training_are_of_moments_between_updates() => CopyWhileTraining(copies: 3_000);

    private static void CopyWhileTraining(int copies)
    {
        (float[] x, int[] y) = Images.Make(2);
        Served net = new(seed: 1, Device.Cpu(1));
        HashSet<int> between = [Hash(net)];
        using CancellationTokenSource end = new();
        Thread training = new(() =>
        {
            while (!end.IsCancellationRequested)
            {
                net.TrainStep(x, y);
                between.Add(Hash(net));
            }
        });
        training.Start();
        HashSet<int> seen = [];
        while (seen.Count < copies)
        {
            seen.Add(Hash(net.Snapshot()));
        }

        end.Cancel();
        training.Join();
        Assert.Empty(seen.Except(between));
    }

    /// <summary>Of the parameters, some of which change in every update.</summary>
    private static int Hash(Served net)
    {
        HashCode hash = default;
        foreach (Parameter parameter in net.Parameters)
        {
            hash.AddBytes(MemoryMarshal.AsBytes(parameter.Value));
        }

        return hash.ToHashCode();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void PredictWhileLoading(bool checkpoints, double seconds)
    {
        float[] x = Images.Make(Batch).Pixels;
        (string first, float[] ofFirst) = Save(1, checkpoints, x);
        (string second, float[] ofSecond) = Save(2, checkpoints, x);
        Served net = new(seed: 3, Device.Cpu(1));
        Load(first);

        using CancellationTokenSource end = new();
        int[] counts = new int[3];
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(Predict))];
        Array.ForEach(threads, t => t.Start());
        long loads = 0;
        for (long start = Environment.TickCount64; Environment.TickCount64 - start < seconds * 1000; loads++)
        {
            Load(loads % 2 == 0 ? second : first);
        }

        end.Cancel();
        Array.ForEach(threads, t => t.Join());
        Assert.True(
            counts[2] == 0, $"{counts[2]} predictions of neither file, {counts[0]} of the first and {counts[1]} of the second, in {loads} loads.");
        Assert.True(counts[0] > 0 && counts[1] > 0, $"{counts[0]} predictions of the first file and {counts[1]} of the second show nothing.");

        void Load(string path)
        {
            if (checkpoints)
            {
                net.LoadCheckpoint(path);
            }
            else
            {
                net.LoadWeights(path);
            }
        }

        void Predict()
        {
            float[] y = new float[ofFirst.Length];
            while (!end.IsCancellationRequested)
            {
                net.PredictBatch(x, y);
                Interlocked.Increment(ref counts[Same(y, ofFirst) ? 0 : Same(y, ofSecond) ? 1 : 2]);
            }
        }
    }

    /// <summary>A model that was trained a little, so that its running statistics are its own too.</summary>
    private (string Path, float[] Outputs) Save(int seed, bool checkpoint, float[] x)
    {
        Served net = new(seed, Device.Cpu(1));
        net.TrainStep(x, [1, 2, 3]);
        string path = Path.Combine(_folder, seed.ToString());
        if (checkpoint)
        {
            net.SaveCheckpoint(path);
        }
        else
        {
            net.SaveWeights(path);
        }

        return (path, net.PredictBatch(x));
    }

    private static bool Same(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));
}
