// Prints, per model, the bytes that 1,000 warm training steps and 1,000 warm predictions at batch 4 allocated in the whole process.
using FashionMnist.Models;

const int Batch = 4;
const int Steps = 1000;

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

Measure("mlp train", () => mlp.TrainStep(x, y));
Measure("mlp predict", () => mlp.PredictBatch(x, scores));
LeNet lenet = new(seed: 1);
Measure("lenet train", () => lenet.TrainStep(x, y));
Measure("lenet predict", () => lenet.PredictBatch(x, scores));
ResNet20 resnet = new(seed: 1);
Measure("resnet20 train", () => resnet.TrainStep(x, y));
Measure("resnet20 predict", () => resnet.PredictBatch(x, scores));

static void Measure(string what, Action call)
{
    // The runtime's own threads allocate now and then, as when they compile a method again: what the calls allocate, every round shows.
    long fewest = long.MaxValue;
    for (int round = 0; round < 5 && fewest > 0; round++)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Steps; i++)
        {
            call();
        }

        fewest = Math.Min(fewest, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    Console.WriteLine($"{what}: {fewest}");
}
