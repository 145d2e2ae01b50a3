using DeepDsl;

namespace Gan;

/// <summary>
/// Goodfellow et al. (2014): the discriminator learns to tell real images from made ones, and the generator, from the discriminator's
/// gradient, what would have looked more real.
/// </summary>
internal sealed class Game(IPlayer generator, IPlayer discriminator)
{
    /// <summary>How many random numbers an image is made of.</summary>
    public const int Numbers = 32;

    // <step>
    /// <summary>One update of both; returns their losses.</summary>
    /// <param name="real">Images.</param>
    /// <param name="numbers">Random numbers, of which as many images are made.</param>
    public (float Discriminator, float Generator) Step(ReadOnlySpan<float> real, ReadOnlySpan<float> numbers)
    {
        float[] ones = new float[numbers.Length / Numbers];
        Array.Fill(ones, 1);
        using TrainingCall making = generator.Forward(numbers);
        ReadOnlySpan<float> made = making.Output(0);

        float loss = Learn(real, ones, accumulate: false);
        loss += Learn(made, new float[ones.Length], accumulate: true);
        discriminator.Update();

        using TrainingCall judging = discriminator.Forward(made);
        judging.SetTarget(0, ones);
        float deceived = judging.Loss();
        judging.BackwardInput();
        making.SetOutputGradient(0, judging.InputGradient(0));
        making.Backward();
        generator.Update();
        return (loss / 2, deceived);
    }

    private float Learn(ReadOnlySpan<float> images, float[] areReal, bool accumulate)
    {
        using TrainingCall judging = discriminator.Forward(images);
        judging.SetTarget(0, areReal);
        float loss = judging.Loss();
        judging.Backward(accumulate);
        return loss;
    }
    // </step>
}
