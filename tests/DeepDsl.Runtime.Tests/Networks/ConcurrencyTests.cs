using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Networks;

public sealed class ConcurrencyTests
{
    [Fact]
    public void Threads_predict_on_one_model()
    {
        TinyMlp net = new(1, Device.Cpu(2));
        float[][] inputs =
            [.. Enumerable.Range(1, 8).Select(n => Enumerable.Range(0, 2 * n * 5).Select(i => (i * n % 17 / 17f) - 0.5f).ToArray())];
        float[][] expected = [.. inputs.Select(net.PredictBatch)];
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, n =>
        {
            for (int round = 0; round < 300; round++)
            {
                Assert.Equal(expected[n], net.PredictBatch(inputs[n]));
            }
        });
    }

    [Fact]
    public void Open_predictions_have_memory_of_their_own()
    {
        TinyMlp net = new();
        using InferenceCall first = net.BeginInference(1);
        first.SetInput(0, [0f, 1f]);
        first.Run();
        float expected = first.Output(0)[0];
        using (InferenceCall second = net.BeginInference(1))
        {
            second.SetInput(0, [1f, 0f]);
            second.Run();
            Assert.NotEqual(expected, second.Output(0)[0]);
        }

        Assert.Equal(expected, first.Output(0)[0]);
    }

    [Fact]
    public void A_second_training_step_at_the_same_time_is_an_error()
    {
        TinyMlp net = new();
        float[] before = net.Parameters[0].Value.ToArray();
        using (net.BeginTraining(4))
        {
            Exception error = Assert.Throws<InvalidOperationException>(() => net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets));
            Assert.Equal(
                "TinyMlp is in a training step already; train it from one thread at a time, and dispose each training call.",
                error.Message);
            net.PredictBatch(TinyMlp.XorInputs);
        }

        Assert.Equal(before, net.Parameters[0].Value.ToArray());
        net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets);
        Assert.NotEqual(before, net.Parameters[0].Value.ToArray());
    }

    [Fact]
    public void A_call_disposed_twice_gives_its_memory_back_once()
    {
        TinyMlp net = new();
        InferenceCall first = net.BeginInference(1);
        first.Dispose();
        first.Dispose();
        using InferenceCall second = net.BeginInference(1);
        using InferenceCall third = net.BeginInference(1);
        second.SetInput(0, [0f, 1f]);
        third.SetInput(0, [1f, 0f]);
        second.Run();
        third.Run();
        Assert.NotEqual(second.Output(0)[0], third.Output(0)[0]);

        TrainingCall training = net.BeginTraining(1);
        training.Dispose();
        using TrainingCall next = net.BeginTraining(1);
        training.Dispose();
        Assert.Throws<InvalidOperationException>(() => net.BeginTraining(1));
    }
}
