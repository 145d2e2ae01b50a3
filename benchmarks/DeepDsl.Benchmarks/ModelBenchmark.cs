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

    public static readonly string[] Models = ["mlp", "lenet", "cnn", "resnet20"];

    public static void Run(string model, int threads)
    {
        Device device = Device.Cpu(threads);
        switch (model)
        {
            case "mlp":
                Mlp mlp = new(seed: 1, device);
                Run(model, threads, 64, mlp, (x, y) => mlp.TrainStep(x, y), (x, y) => mlp.Predict(x, y), (x, y) => mlp.PredictBatch(x, y));
                break;
            case "lenet":
                LeNet lenet = new(seed: 1, device);
                Run(model, threads, 64, lenet, (x, y) => lenet.TrainStep(x, y), (x, y) => lenet.Predict(x, y), (x, y) => lenet.PredictBatch(x, y));
                break;
            case "cnn":
                Cnn cnn = new(seed: 1, device);
                Run(model, threads, 128, cnn, (x, y) => cnn.TrainStep(x, y), (x, y) => cnn.Predict(x, y), (x, y) => cnn.PredictBatch(x, y));
                break;
            case "resnet20":
                ResNet20 resnet = new(seed: 1, device);
                Run(model, threads, 64, resnet, (x, y) => resnet.TrainStep(x, y), (x, y) => resnet.Predict(x, y), (x, y) => resnet.PredictBatch(x, y));
                break;
            default:
                throw new ArgumentException($"--models takes {string.Join(", ", Models)}, found '{model}'.");
        }
    }

    private static void Run(
        string model, int threads, int batch, Network net, Func<float[], int[], float> train, Action<float[], float[]> predict,
        Action<float[], float[]> predictBatch)
    {
        int width = net.Definition.Inputs[0].Length;
        Random random = new(99);
        float[][] inputs = [.. Enumerable.Range(0, Batches).Select(_ => Floats(random, batch * width))];
        int[][] labels = [.. Enumerable.Range(0, Batches).Select(_ => Enumerable.Range(0, batch).Select(_ => random.Next(Classes)).ToArray())];
        float[] one = Floats(random, width);
        float[] score = new float[Classes];
        float[] scores = new float[batch * Classes];
        int step = 0;

        Report("infer1", 1, Measurement.Of(() => predict(one, score)), null);
        Report("infer", batch, Measurement.Of(() => predictBatch(inputs[step++ % Batches], scores)), null);

        CheckLearns(model, () => train(inputs[0], labels[0]));
        double last = 0;
        Measurement steps = Measurement.Of(() =>
        {
            int i = step++ % Batches;
            last = train(inputs[i], labels[i]);
        });
        Report("train", batch, steps, last);

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

    private static float[] Floats(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
}
