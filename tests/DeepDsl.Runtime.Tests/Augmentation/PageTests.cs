using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;
using static DeepDsl.Augment;

namespace DeepDsl.Tests.Augmentations;

/// <summary>The code of docs/augmentation.md.</summary>
public sealed class PageTests
{
    [Fact]
    public void Options_of_a_fit()
    {
        // <fit>
        FitOptions options = new()
        {
            Epochs = 20,
            Seed = 1,
            Augment =
            [
                FlipHorizontal(), Rotate(15), Shift(0.1), Scale(0.9, 1.1),
                OneOf(Blur(0.3, 1), Noise(0.05)).Sometimes(0.3),
                Erase().Sometimes(0.5),
                MixUp(0.2),
            ],
        };
        // </fit>
        options = options with { Augment = [.. options.Augment.Select(a => a.As(2, 2, 1))] };
        TinyClassifier net = new(seed: 1);
        Assert.Equal(20, net.Fit(FitData.Make(20), options).Epochs.Count);
    }

    [Fact]
    public void A_change_by_hand()
    {
        // <custom>
        Augmentation invert = Custom("Invert", (Span<float> values, ReadOnlySpan<int> shape, ref AugmentRandom random) =>
        {
            foreach (ref float value in values)
            {
                value = 1 - value;
            }
        }).Sometimes(0.5);
        // </custom>
        float[] values = [0.25f];
        AugmentRandom random = new(seed: 1, epoch: 0, sample: 0);
        Chain(invert, invert, invert).Apply(values, [1, 1, 1], ref random);
        Assert.Contains(values[0], new[] { 0.25f, 0.75f });
    }
}
