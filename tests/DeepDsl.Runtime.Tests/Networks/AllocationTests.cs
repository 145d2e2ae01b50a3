using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Networks;

/// <summary>Alone, since the count of allocated bytes is the process's.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    [Theory]
    [InlineData(Optimizer.SGD, 1)]
    [InlineData(Optimizer.Adam, 2)]
    [InlineData(Optimizer.NAdam, 4)]
    public void A_warm_training_step_allocates_nothing(Optimizer optimizer, int threads)
    {
        TinyMlp net = new(TinyMlp.Define(dropout: 0.2f, edit: p => p with { L1 = 1e-4f, L2 = 1e-4f, MaxNorm = 3 }), 1, Device.Cpu(threads));
        net.Training.Optimizer = optimizer;
        net.Training.ClipNorm = 1;
        net.Training.ClipNormPerParameter = 0.5;
        net.Training.ClipValue = 0.3;
        net.OnGradients = gradients => gradients.Scale(0.9f);
        AssertNothingAllocated(() => net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets));
        AssertNothingAllocated(() => net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorLabels));
    }

    [Fact]
    public void A_warm_prediction_allocates_nothing()
    {
        TinyMlp net = new(1, Device.Cpu(2));
        float[] output = new float[4];
        AssertNothingAllocated(() => net.Predict(TinyMlp.XorInputs, output));
    }

    [Fact]
    public void Smaller_batches_use_the_memory_of_larger_ones()
    {
        TinyMlp net = new();
        net.TrainStep(new float[200], new float[100]);
        float[] x = new float[20];
        float[] y = new float[10];
        AssertNothingAllocated(() => net.TrainStep(x, y));
    }

    private static void AssertNothingAllocated(Action action)
    {
        for (int i = 0; i < 50; i++)
        {
            action();
        }

        // The test host allocates now and then; an allocation of ours is in every attempt.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(true);
            for (int i = 0; i < 200; i++)
            {
                action();
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(true) - before);
        }

        Assert.Equal(0, least);
    }
}
