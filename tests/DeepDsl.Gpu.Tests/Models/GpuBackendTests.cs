using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Tests;

/// <summary>A model through the interface that the runtime uses.</summary>
public sealed class GpuBackendTests(GpuDevices devices) : GpuTest(devices)
{
    [Theory]
    [InlineData(16, 1)]
    [InlineData(16, 7)]
    [InlineData(256, 1)]
    [InlineData(256, 33)]
    public void TrainingCall_GivesLossOutputAndGradients(int groupSize, int batch)
    {
        var backend = Open(groupSize).CreateBackend(HandWrittenNet.Definition, seed: 1);
        float[] weights = Fill(backend);
        var (x, target) = (Random(batch * 3, 1), Random(batch * 2, 2));

        var call = backend.CreateCall(training: true);
        float loss = RunStep(call, x, target, batch);

        var expected = HandWrittenNet.Plain(weights, x, target, batch);
        AssertClose([expected.Loss], [loss], steps: 64, scale: 0);
        AssertClose(expected.Output, call.Output(0).ToArray(), steps: 32, scale: 1);
        AssertClose(expected.Gradients, backend.Read(NetworkBuffer.Gradients).ToArray(), steps: 32, scale: 1);
    }

    [Fact]
    public void Updates_LowerTheLoss() => CheckUpdates(Open());

    [Fact, Trait("Category", "Sweep")]
    public void Updates_InLargeGroups_LowerTheLoss() => CheckUpdates(Open(256));

    private static void CheckUpdates(GpuDevice device)
    {
        var backend = device.CreateBackend(HandWrittenNet.Definition, seed: 1);
        Fill(backend);
        var (x, target) = (Random(24, 1), Random(16, 2));
        var call = backend.CreateCall(training: true);
        float first = RunStep(call, x, target, 8);

        for (int step = 1; step <= 200; step++)
        {
            RunStep(call, x, target, 8);
            backend.Update(AdamStep.Of(step, 0.05));
        }

        Assert.InRange(RunStep(call, x, target, 8), 0, first / 10);
    }

    [Fact]
    public void EditedWeights_ReachTheNextProgram()
    {
        var backend = Open(256).CreateBackend(HandWrittenNet.Definition, seed: 1);
        Fill(backend);
        var call = backend.CreateCall(training: false);
        Predict(call, Random(3, 1), 1);

        backend.Edit(NetworkBuffer.Weights).Clear();
        backend.Edit(NetworkBuffer.Weights)[48] = 2.5f;
        Predict(call, Random(3, 1), 1);

        Assert.Equal([2.5f, 0], call.Output(0).ToArray());
    }

    [Fact]
    public void ReplacedWeights_ReachTheNextProgram()
    {
        var backend = Open(256).CreateBackend(HandWrittenNet.Definition, seed: 1);
        Fill(backend);
        var call = backend.CreateCall(training: false);
        Predict(call, Random(3, 1), 1);

        float[] weights = new float[HandWrittenNet.Definition.WeightFloats];
        weights[48] = 2.5f;
        float[] states = [.. Enumerable.Range(0, (int)HandWrittenNet.Definition.StateFloats).Select(i => (float)i)];
        backend.Replace(weights, states);
        Predict(call, Random(3, 1), 1);

        Assert.Equal([2.5f, 0], call.Output(0).ToArray());
        Assert.Equal(states, backend.Read(NetworkBuffer.State).ToArray());
    }

    [Fact]
    public void ReadAfterUpdate_SeesTheNewWeights()
    {
        var backend = Open(256).CreateBackend(HandWrittenNet.Definition, seed: 1);
        float[] weights = Fill(backend);
        backend.Read(NetworkBuffer.Weights);
        backend.Edit(NetworkBuffer.Gradients).Fill(1);

        backend.Update(AdamStep.Of(1, 0.05));

        float[] after = backend.Read(NetworkBuffer.Weights).ToArray();
        Assert.Equal(weights[0] - 0.05f, after[0], 1e-5f);
        Assert.NotEqual(0, backend.Read(NetworkBuffer.Slot0)[0]);
        backend.ResetOptimizer();
        Assert.Equal(0, backend.Read(NetworkBuffer.Slot0)[0]);
    }

    [Fact]
    public void KeptGradients_AddUp()
    {
        var backend = Open(256).CreateBackend(HandWrittenNet.Definition, seed: 1);
        backend.Edit(NetworkBuffer.Gradients).Fill(3);

        backend.KeepGradients();
        backend.Edit(NetworkBuffer.Gradients).Fill(4);
        backend.AddKeptGradients();

        Assert.All(backend.Read(NetworkBuffer.Gradients).ToArray(), value => Assert.Equal(7, value));
    }

    [Fact]
    public void GrowingAndShrinkingBatches_AllCompute()
    {
        var backend = Open(256).CreateBackend(HandWrittenNet.Definition, seed: 1);
        float[] weights = Fill(backend);
        var call = backend.CreateCall(training: true);

        foreach (int batch in (int[])[2, 40, 3])
        {
            var (x, target) = (Random(batch * 3, batch), Random(batch * 2, batch + 1));
            AssertClose([HandWrittenNet.Plain(weights, x, target, batch).Loss], [RunStep(call, x, target, batch)], steps: 64, scale: 0);
        }
    }

    [Fact]
    public void ConcurrentCalls_DoNotDisturbEachOther() => CheckConcurrentCalls(Open());

    [Fact, Trait("Category", "Sweep")]
    public void ConcurrentCalls_InLargeGroups_DoNotDisturbEachOther() => CheckConcurrentCalls(Open(256));

    private static void CheckConcurrentCalls(GpuDevice device)
    {
        var backend = device.CreateBackend(HandWrittenNet.Definition, seed: 1);
        float[] weights = Fill(backend);

        Parallel.For(0, 4, thread =>
        {
            var call = backend.CreateCall(training: false);
            for (int i = 0; i < 20; i++)
            {
                float[] x = Random(9, 100 * thread + i);
                Predict(call, x, 3);
                AssertClose(HandWrittenNet.Plain(weights, x, new float[6], 3).Output, call.Output(0).ToArray(), steps: 32, scale: 1);
            }
        });
    }

    [Fact]
    public void SampleWeights_ScaleTheLoss()
    {
        var backend = Open(256).CreateBackend(HandWrittenNet.Definition, seed: 1);
        Fill(backend);
        var call = backend.CreateCall(training: true);
        var (x, target) = (Random(6, 1), Random(4, 2));
        float unweighted = RunStep(call, x, target, 2);

        float doubled = RunStep(call, x, target, 2, [2, 2]);

        Assert.Equal(2 * unweighted, doubled, 1e-6f);
    }

    [Fact]
    public void ModelWithoutGpuPrograms_SaysWhatToDo()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Open(256).CreateBackend(TestDefinition.Of(), seed: 1));

        Assert.Equal(
            "TestNet has no programs for a GPU; reference DeepDsl.Gpu in the project that declares it, and rebuild.", error.Message);
    }

    private static float[] Fill(NetworkBackend backend)
    {
        float[] weights = Random(64, 9);
        weights.CopyTo(backend.Edit(NetworkBuffer.Weights));
        return weights;
    }

    private static void Predict(BackendCall call, float[] x, int batch)
    {
        call.Begin(batch);
        call.SetInput(0, x);
        call.Run(ProgramKind.Predict, 0);
    }

    private static float RunStep(BackendCall call, float[] x, float[] target, int batch, params float[] weights)
    {
        call.Begin(batch);
        call.SetInput(0, x);
        call.SetTarget(0, target);
        call.SetSampleWeights(weights);
        call.Run(ProgramKind.Forward, 0);
        call.Run(ProgramKind.LossFloat, 0);
        call.Run(ProgramKind.Backward, 0);
        return call.Loss();
    }
}
