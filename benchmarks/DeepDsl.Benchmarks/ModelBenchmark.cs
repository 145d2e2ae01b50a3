using System.Diagnostics;
using System.Text.Json;
using DeepDsl.Benchmarks.Models;
using FashionMnist.Models;
using ResNet20 = DeepDsl.Benchmarks.Models.ResNet20;

namespace DeepDsl.Benchmarks;

/// <summary>Prediction of one sample, of a batch, and the training step of a model; a line of JSON each.</summary>
internal static class ModelBenchmark
{
    private const int Batches = 8;
    private const int Classes = 10;

    private const int LearningSteps = 30;
    private const int LossWindow = 5;
    private const double LearnedFraction = 0.8;

    public static readonly string[] Models = ["mlp", "lenet", "cnn", "resnet20", "lstm", "gru", "gpt", "bert"];

    public static void Run(string model, int threads)
    {
        Device device = Device.Cpu(threads);
        switch (model)
        {
            case "mlp":
                Mlp mlp = new(seed: 1, device);
                Run(model, threads, Images(64, mlp, (x, y) => mlp.TrainStep(x, y), (x, y) => mlp.Predict(x, y), (x, y) => mlp.PredictBatch(x, y)));
                break;
            case "lenet":
                LeNet lenet = new(seed: 1, device);
                Run(model, threads,
                    Images(64, lenet, (x, y) => lenet.TrainStep(x, y), (x, y) => lenet.Predict(x, y), (x, y) => lenet.PredictBatch(x, y)));
                break;
            case "cnn":
                Cnn cnn = new(seed: 1, device);
                Run(model, threads, Images(128, cnn, (x, y) => cnn.TrainStep(x, y), (x, y) => cnn.Predict(x, y), (x, y) => cnn.PredictBatch(x, y)));
                break;
            case "resnet20":
                ResNet20 resnet = new(seed: 1, device);
                Run(model, threads,
                    Images(64, resnet, (x, y) => resnet.TrainStep(x, y), (x, y) => resnet.Predict(x, y), (x, y) => resnet.PredictBatch(x, y)));
                break;
            case "lstm":
                Lstm lstm = new(seed: 1, device);
                Run(model, threads,
                    Texts(32, 10000, 2, 1, lstm, (x, y) => lstm.TrainStep(x, y), (x, y) => lstm.Predict(x, y), (x, y) => lstm.PredictBatch(x, y)));
                break;
            case "gru":
                Gru gru = new(seed: 1, device);
                Run(model, threads,
                    Texts(32, 10000, 2, 1, gru, (x, y) => gru.TrainStep(x, y), (x, y) => gru.Predict(x, y), (x, y) => gru.PredictBatch(x, y)));
                break;
            case "gpt":
                Gpt gpt = new(seed: 1, device);
                Run(model, threads,
                    Texts(32, 65, 65, 64, gpt, (x, y) => gpt.TrainStep(x, y), (x, y) => gpt.Predict(x, y), (x, y) => gpt.PredictBatch(x, y)));
                break;
            case "bert":
                Bert bert = new(seed: 1, device);
                Run(model, threads,
                    Texts(16, 8192, 2, 1, bert, (x, y) => bert.TrainStep(x, y), (x, y) => bert.Predict(x, y), (x, y) => bert.PredictBatch(x, y)));
                break;
            default:
                throw new ArgumentException($"--models takes {string.Join(", ", Models)}, found '{model}'.");
        }
    }

    /// <summary>What is asked of a model: values of one sample, labels of one, how many scores it gives, and the calls that are timed.</summary>
    private sealed record Subject<T>(
        int Batch, int Width, int Labels, int Classes, Func<Random, T> Value, Func<T[], int[], float> Train, Action<T[], float[]> Predict,
        Action<T[], float[]> PredictBatch);

    private static Subject<float> Images(
        int batch, Network net, Func<float[], int[], float> train, Action<float[], float[]> predict, Action<float[], float[]> predictBatch) =>
        new(batch, net.Definition.Inputs[0].Length, 1, Classes, r => r.NextSingle(), train, predict, predictBatch);

    private static Subject<int> Texts(
        int batch, int vocabulary, int classes, int labels, Network net, Func<int[], int[], float> train, Action<int[], float[]> predict,
        Action<int[], float[]> predictBatch) =>
        new(batch, net.Definition.Inputs[0].Length, labels, classes, r => r.Next(vocabulary), train, predict, predictBatch);

    private static void Run<T>(string model, int threads, Subject<T> subject)
    {
        Random random = new(99);
        int batch = subject.Batch;
        T[][] inputs = [.. Enumerable.Range(0, Batches).Select(_ => Values(batch * subject.Width, subject.Value))];
        int[][] labels = [.. Enumerable.Range(0, Batches).Select(_ => Values(batch * subject.Labels, r => r.Next(subject.Classes)))];
        T[] one = Values(subject.Width, subject.Value);
        float[] score = new float[subject.Labels * subject.Classes];
        float[] scores = new float[batch * score.Length];
        int step = 0;

        Report("infer1", 1, Measurement.Of(() => subject.Predict(one, score)), null);
        Report("infer", batch, Measurement.Of(() => subject.PredictBatch(inputs[step++ % Batches], scores)), null);

        CheckLearns(model, () => subject.Train(inputs[0], labels[0]));
        double last = 0;
        Measurement steps = Measurement.Of(() =>
        {
            int i = step++ % Batches;
            last = subject.Train(inputs[i], labels[i]);
        });
        Report("train", batch, steps, last);

        V[] Values<V>(int count, Func<Random, V> value) => [.. Enumerable.Range(0, count).Select(_ => value(random))];

        void Report(string mode, int samples, Measurement time, double? loss) => Console.WriteLine(JsonSerializer.Serialize(new
        {
            model,
            mode,
            batch = samples,
            threads,
            median_ms = Math.Round(time.MedianMs, 4),
            min_ms = Math.Round(time.MinMs, 4),
            p90_ms = Math.Round(time.P90Ms, 4),
            n = time.Calls,
            rss_mb = Process.GetCurrentProcess().PeakWorkingSet64 >> 20,
            loss,
        }));
    }

    /// <summary>
    /// Speed of something that does not learn is worth nothing. Inputs and labels are noise, so what can be learned in a few steps is one
    /// batch by heart; dropout makes single losses uneven, hence means. Biases alone, which learn how frequent labels are, don't get there.
    /// </summary>
    private static void CheckLearns(string model, Func<float> trainOnOneBatch)
    {
        float[] losses = [.. Enumerable.Range(0, LearningSteps).Select(_ => trainOnOneBatch())];
        double first = losses.Take(LossWindow).Average();
        double last = losses.TakeLast(LossWindow).Average();
        if (!(last < LearnedFraction * first))
        {
            throw new InvalidOperationException($"{model} does not learn: the loss went from {first} to {last} in {LearningSteps} steps.");
        }
    }
}
