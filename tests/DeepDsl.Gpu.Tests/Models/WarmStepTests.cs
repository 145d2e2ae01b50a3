using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Tests;

/// <summary>What a training step asks a device for once everything is compiled and allocated.</summary>
public sealed class WarmStepTests(GpuDevices devices) : GpuTest(devices)
{
    private const int Batch = 6;

    private static readonly float[] X = Random(39 * Batch, 1);
    private static readonly int[] Labels = [.. Enumerable.Range(0, Batch).Select(i => i * 7 % 10)];

    [Fact]
    public void TrainStep_WaitsForItsLossAlone()
    {
        var device = Open();
        Classifier net = new(seed: 3, device);
        Warm(net);

        var counts = CountsOf(device, () => net.TrainStep(X, Labels));

        Assert.Equal(1, counts.Synchronizations);
        Assert.Equal(sizeof(float), counts.BytesDown);
        Assert.Equal((X.Length + Labels.Length) * sizeof(float), counts.BytesUp);
        Assert.Equal(0, counts.Allocations);
    }

    [Fact]
    public void Step_LaunchesItsProgramsAndThreeMore()
    {
        var device = Open();
        var backend = device.CreateBackend(HandWrittenNet.Definition, seed: 1);
        var call = backend.CreateCall(training: true);
        Run(1);

        var counts = CountsOf(device, () => Run(2));

        // 12 of the programs; ones for the samples, the numbers of the update, the update.
        Assert.Equal(12 + 3, counts.Launches);

        void Run(int step)
        {
            call.Begin(2);
            call.SetInput(0, Random(6, step));
            call.SetTarget(0, Random(4, step));
            backend.Queue!.Run(call, ProgramKind.LossFloat, (uint)step, AdamStep.Of(step, 0.01), record: false);
        }
    }

    [Fact]
    public void RecordedStep_LaunchesOneForEachOutputAndOneForTheLoss()
    {
        var device = Open();
        Classifier net = new(seed: 3, device);
        var queue = net.Backend.Queue!;
        Warm(net);
        queue.StartRecord(Batch, [0]);
        RunStep(net, record: true);

        long recorded = CountsOf(device, () => RunStep(net, record: true)).Launches;
        long others = CountsOf(device, () => RunStep(net, record: false)).Launches;

        Assert.Equal(others + 2, recorded);
    }

    [Fact]
    public void StepOfAFit_WaitsForNothing()
    {
        var device = Open();
        Classifier net = new(seed: 3, device);
        var queue = net.Backend.Queue!;
        Warm(net);
        queue.StartRecord(Batch, [0]);
        RunStep(net, record: true);

        var counts = CountsOf(device, () =>
        {
            RunStep(net, record: true);
            RunStep(net, record: true);
        });

        Assert.Equal(0, counts.Synchronizations);
        Assert.Equal(0, counts.BytesDown);
        Assert.Equal(0, counts.Allocations);
        queue.ReadRecord();
        Assert.True(float.IsFinite(queue.RecordedLoss(2)));
        Assert.Equal(10 * Batch, queue.RecordedOutput(2, 0, Batch).Length);
    }

    [Fact]
    public void TrainStep_AllocatesNothingOnTheHost()
    {
        var device = Open();
        Classifier net = new(seed: 3, device);
        Warm(net);
        // Launches on ILGPU's CPU accelerator make objects, which those on a card don't.
        using LaunchTap tap = new(device, () => true);
        Warm(net);

        long before = GC.GetAllocatedBytesForCurrentThread();
        net.TrainStep(X, Labels);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);
    }

    private static void Warm(Classifier net)
    {
        for (int i = 0; i < 3; i++)
        {
            net.TrainStep(X, Labels);
        }
    }

    private static void RunStep(Classifier net, bool record)
    {
        using var call = net.BeginTrainingInside(Batch, default);
        call.SetInput(0, X);
        call.SetTarget(0, Labels);
        call.RunStep(net.Backend.Queue!, record);
    }

    private static (long Launches, long Synchronizations, long Allocations, long BytesUp, long BytesDown) CountsOf(
        GpuDevice device, Action action)
    {
        var counters = device.Counters;
        var before = Now();
        action();
        var after = Now();
        return (
            after.Launches - before.Launches, after.Synchronizations - before.Synchronizations, after.Allocations - before.Allocations,
            after.BytesUp - before.BytesUp, after.BytesDown - before.BytesDown);

        (long Launches, long Synchronizations, long Allocations, long BytesUp, long BytesDown) Now() =>
            (counters.Launches, counters.Synchronizations, counters.Allocations, counters.BytesUp, counters.BytesDown);
    }
}
