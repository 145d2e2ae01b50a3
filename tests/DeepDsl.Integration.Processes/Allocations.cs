using FashionMnist.Models;

namespace DeepDsl.Integration.Processes;

/// <summary>What warm calls allocate in the whole process.</summary>
internal static class Allocations
{
    private const int Batch = 4;

    /// <summary>Prints, per model, the bytes that so many warm training steps and as many warm predictions allocated.</summary>
    public static void Count(int calls)
    {
        float[] x = [.. Enumerable.Range(0, Batch * 784).Select(i => i % 17 / 16f)];
        int[] y = [3, 1, 4, 1];
        float[] scores = new float[Batch * 10];

        // The first calls of a process also build what all models share: run through once before the first measurement.
        Mlp mlp = new(seed: 1);
        for (int i = 0; i < 2000; i++)
        {
            mlp.TrainStep(x, y);
            mlp.PredictBatch(x, scores);
        }

        Measure("mlp train", calls, () => mlp.TrainStep(x, y));
        Measure("mlp predict", calls, () => mlp.PredictBatch(x, scores));
        MeasureReading(mlp, calls, x, y);
        LeNet lenet = new(seed: 1);
        Measure("lenet train", calls, () => lenet.TrainStep(x, y));
        Measure("lenet predict", calls, () => lenet.PredictBatch(x, scores));
        ResNet20 resnet = new(seed: 1);
        Measure("resnet20 train", calls, () => resnet.TrainStep(x, y));
        Measure("resnet20 predict", calls, () => resnet.PredictBatch(x, scores));
        int[] text = [.. Enumerable.Range(0, Batch * 12).Select(i => i % 7)];
        float[] next = new float[Batch * 12 * 50];
        Texts texts = new(seed: 1);
        Measure("texts train", calls, () => texts.TrainStep(text, text));
        Measure("texts predict", calls, () => texts.PredictBatch(text, next));
        int[] written = new int[40]; // beyond what it sees at once
        GenerateOptions drawn = new() { Temperature = 1, TopK = 20, TopP = 0.9 };
        Measure("texts generate", calls, () => texts.Generate(text.AsSpan(0, 3), written));
        Measure("texts draw", calls, () => texts.Generate(text.AsSpan(0, 3), written, drawn));
        float[] images = [.. Enumerable.Range(0, Batch * 3 * 784).Select(i => i % 17 / 16f)];
        Triplets triplets = new(seed: 1);
        Measure("triplets train", calls, () => triplets.TrainStep(images));
        Recurrent recurrent = new(seed: 1);
        float[] sequences = x[..(Batch * 12 * 5)];
        Measure("recurrent train", calls, () => recurrent.TrainStep(sequences, y));
        Measure("recurrent predict", calls, () => recurrent.PredictBatch(sequences, scores));
        Attentive attentive = new(seed: 1);
        Measure("attention train", calls, () => attentive.TrainStep(x, y));
        Measure("attention predict", calls, () => attentive.PredictBatch(x, scores));

        // Of one length after another, all of which are below the longest that was seen.
        Lengths net = new(seed: 1);
        int length = 40;
        int NextLength() => length = length == 3 ? 40 : length - 1;
        Measure("lengths train", calls, () => net.TrainStep(x.AsSpan(0, Batch * NextLength() * 4), y, length));
        Measure("lengths predict one", calls, () => net.Predict(x.AsSpan(0, NextLength() * 4), scores.AsSpan(0, 10)));
        Measure("lengths predict", calls, () => net.PredictBatch(x.AsSpan(0, Batch * NextLength() * 4), scores.AsSpan(0, Batch * 10), length));
    }

    /// <summary>Whoever inspects gradients in a step, or between its passes, pays for no memory either; something is frozen, so that zeros are read.</summary>
    private static void MeasureReading(Mlp mlp, int calls, float[] x, int[] y)
    {
        Parameter frozen = mlp.Parameters[1], moving = mlp.Parameters[^1];
        frozen.Frozen = true;
        double sum = 0;
        mlp.OnGradients = gradients => sum += gradients.Norm() + frozen.Gradient[0] + moving.Gradient[0] + gradients[moving.Name][0] + gradients.All[^1];
        Measure("mlp train and read gradients", calls, () => mlp.TrainStep(x, y));
        mlp.OnGradients = null;
        frozen.Frozen = false;
        Measure("mlp pass and read gradients", calls, () =>
        {
            using TrainingCall call = mlp.Forward(x);
            call.SetTarget(0, y);
            call.Loss();
            call.Backward();
            sum += moving.Gradient[0] + mlp.Gradients.All[0];
        });
        if (!double.IsFinite(sum))
        {
            throw new InvalidOperationException("The gradients that were read are not finite.");
        }
    }

    private static void Measure(string what, int calls, Action call)
    {
        // The runtime's own threads allocate now and then, as when they compile a method again: what the calls allocate, every round shows.
        long fewest = long.MaxValue;
        for (int round = 0; round < 5 && fewest > 0; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < calls; i++)
            {
                call();
            }

            fewest = Math.Min(fewest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Console.WriteLine($"{what}: {fewest}");
    }
}
