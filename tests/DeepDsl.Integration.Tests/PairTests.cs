namespace DeepDsl.Integration.Tests;

/// <summary>Two models trained by hand as a GAN's are, the first by what the second says of its output.</summary>
public sealed class PairTests
{
    private const int Batch = 7;

    /// <summary>What passes between them is all that the gradients of one model over both would have passed.</summary>
    [Fact]
    public void A_gradient_handed_on_is_that_of_one_model()
    {
        Maker maker = new(seed: 1);
        Judge judge = new(seed: 2);
        MakerAndJudge both = new(seed: 3);
        foreach (Parameter parameter in maker.Parameters.Concat(judge.Parameters))
        {
            parameter.Value.CopyTo(both.Parameter(parameter.Name).Edit());
        }

        float[] x = [.. Enumerable.Range(0, Batch * 5).Select(i => MathF.Sin(1 + (3 * i)))];
        float[] y = [.. Enumerable.Range(0, Batch).Select(i => i % 2f)];
        using TrainingCall whole = both.Forward(x);
        whole.SetTarget(0, y);
        float loss = whole.Loss();
        whole.Backward();

        using TrainingCall making = maker.Forward(x);
        using TrainingCall judging = judge.Forward(making.Output(0));
        judging.SetTarget(0, y);
        Assert.Equal(loss, judging.Loss(), 1e-5f);
        judging.BackwardInput();
        making.SetOutputGradient(0, judging.InputGradient(0));
        making.Backward();
        judging.Backward();

        Assert.Equal(both.Parameters.Count, maker.Parameters.Count + judge.Parameters.Count);
        Assert.All(maker.Parameters, p => AssertClose(both.Gradients[p.Name], maker.Gradients[p]));
        Assert.All(judge.Parameters, p => AssertClose(both.Gradients[p.Name], judge.Gradients[p]));
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        Assert.Equal(expected.Length, found.Length);
        float largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            largest = MathF.Max(largest, MathF.Abs(expected[i]));
            Assert.Equal(expected[i], found[i], 1e-5f);
        }

        Assert.True(largest > 1e-3, "Gradients so small would be equal whatever they were.");
    }
}

/// <summary>From five numbers to an image; its gradient comes from elsewhere.</summary>
[Model, Input(1, 1, 5), ConvTranspose2D(4, Kernel = 3, Bias = false), BatchNorm, ReLU]
public partial class Maker;

[Model, Input(3, 3, 4), Conv2D(6, Kernel = 2, Activation = Activation.Tanh), Flatten, Dense(1)]
[Loss(Loss.SigmoidCrossEntropy)]
public partial class Judge;

[Model, Input(1, 1, 5), ConvTranspose2D(4, Kernel = 3, Bias = false), BatchNorm, ReLU]
[Conv2D(6, Kernel = 2, Activation = Activation.Tanh), Flatten, Dense(1)]
[Loss(Loss.SigmoidCrossEntropy)]
public partial class MakerAndJudge;
