using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Networks;

public sealed class TrainingTests
{
    [Fact]
    public void Xor_is_learned()
    {
        TinyMlp net = new();
        float first = net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets);
        float last = 0;
        for (int i = 0; i < 1000; i++)
        {
            last = net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets);
        }

        Assert.InRange(first, 0.5f, 1.0f);
        Assert.InRange(last, 0f, 0.02f);
        float[] p = net.PredictBatch(TinyMlp.XorInputs);
        Assert.All(p.Zip(TinyMlp.XorTargets), pair => Assert.Equal(pair.Second, pair.First, 0.1));
    }
}
