using DeepDsl.CompilerServices;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Augmentations;

/// <summary>Augmentation that changes labels, seen in the samples that a step is given.</summary>
public sealed class LabelTests
{
    private const int Samples = 60;

    /// <summary>Inputs say their class as targets do, so they must say the same shares.</summary>
    [Fact]
    public void Mixed_inputs_have_the_targets_of_their_shares()
    {
        AugmentedSlot slot = Filled(row => [row % 3 == 0 ? 1 : 0, row % 3 == 1 ? 1 : 0, row % 3 == 2 ? 1 : 0, 0], Augment.MixUp(1));
        float[] x = slot.Data.InputColumns[0]!.Floats;
        float[] targets = slot.Data.TargetColumns[0]!.Floats;
        Assert.Equal(3, slot.Data.TargetColumns[0]!.Width);
        for (int i = 0; i < Samples; i++)
        {
            Assert.Equal(1, targets.AsSpan(3 * i, 3).ToArray().Sum(), 1e-6);
            for (int c = 0; c < 3; c++)
            {
                Assert.Equal(x[(4 * i) + c], targets[(3 * i) + c], 1e-6);
            }
        }
        Assert.InRange(Enumerable.Range(0, Samples).Count(i => targets.AsSpan(3 * i, 3).ToArray().Max() < 0.999), 30, Samples);
    }

    [Fact]
    public void Pasted_pixels_have_the_targets_of_their_area()
    {
        AugmentedSlot slot = Filled(row => [row % 3, row % 3, row % 3, row % 3], Augment.CutMix().As(2, 2, 1));
        float[] x = slot.Data.InputColumns[0]!.Floats;
        int changed = 0;
        for (int i = 0; i < Samples; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                float share = x.AsSpan(4 * i, 4).ToArray().Count(v => v == c) / 4f;
                Assert.Equal(share, slot.Data.TargetColumns[0]!.Floats[(3 * i) + c], 1e-6);
                changed += share is > 0 and < 1 ? 1 : 0;
            }
        }
        Assert.True(changed > 10);
    }

    [Fact]
    public void Masked_words_are_the_labels_and_others_count_nothing()
    {
        Augmentation mask = Augment.MaskTokens(mask: 3, vocabulary: 100, chance: 0.15, kept: [0, 1, 2]);
        int[] text = [1, .. Enumerable.Range(0, 9_997).Select(i => 10 + (i % 50)), 2, 0];
        int[] tokens = [.. text];
        int[] labels = new int[text.Length];
        AugmentedSample sample = new() { Tokens = tokens, Shape = [text.Length], Labels = labels, IgnoredLabel = -100 };
        AugmentRandom random = new(3, 0, 0);
        mask.Apply(ref sample, ref random);
        int[] guessed = [.. Enumerable.Range(0, text.Length).Where(i => labels[i] != -100)];
        Assert.All(Enumerable.Range(0, text.Length).Except(guessed), i => Assert.Equal(text[i], tokens[i]));
        Assert.All(guessed, i => Assert.Equal(text[i], labels[i]));
        Assert.DoesNotContain(guessed, i => text[i] < 3);
        Assert.InRange(guessed.Length, 1400, 1600);
        Assert.InRange(guessed.Count(i => tokens[i] == 3) / (double)guessed.Length, 0.77, 0.83);
        Assert.InRange(guessed.Count(i => tokens[i] == text[i]) / (double)guessed.Length, 0.08, 0.125);
    }

    [Fact]
    public void Labels_that_cannot_be_made_or_mixed_are_refused()
    {
        Dataset tokens = new([new DataColumn("tokens", new int[4], 2)], [new DataColumn("scores", new int[2]), new DataColumn("scores", new float[6], 3)]);
        Assert.Equal(
            "MaskTokens(1, 5, 0.15) makes a label for each of 2 tokens, but TinyTokens has no loss with IgnoreIndex that takes as many ints of the "
            + "training set. Give the loss an IgnoreIndex, and the data set a target column of that width.",
            Error(tokens, Augment.MaskTokens(1, 5)));
        Assert.Equal(
            "MaskTokens(1, 9, 0.15) writes tokens below 9, but input 'tokens' of TinyTokens takes 0 to 4.", Error(tokens, Augment.MaskTokens(1, 9)));
        Assert.Equal(
            "MixUp(0.2) takes floats, but TinyTokens has 'tokens' ints [2]; As gives flat values a shape.", Error(tokens, Augment.MixUp()));
        Assert.Throws<InvalidOperationException>(() =>
        {
            AugmentRandom random = default;
            Augment.MixUp().Apply(new float[4], [4], ref random);
        });
    }

    private static string Error(Dataset data, Augmentation augmentation) => Assert.Throws<ArgumentException>(
        () => new TinyTokens().Fit(data, new FitOptions { Augment = [augmentation] })).Message;

    private static AugmentedSlot Filled(Func<int, float[]> x, Augmentation augmentation)
    {
        TinyClassifier net = new(seed: 1);
        int[] rows = [.. Enumerable.Range(0, Samples)];
        Dataset data = Dataset.FromArrays(rows.SelectMany(x).ToArray(), Array.ConvertAll(rows, r => r % 3));
        DatasetBinding binding = new(net.Definition, data, "the training set");
        FitPlan fit = new(Samples, Samples, 1, false, false, 0, 1);
        AugmentedSlot slot = new(
            net.Definition, binding, new AugmentPlan(net.Definition, binding, [augmentation]), fit, dataAreFinite: true);
        slot.Fill(rows, 0, 0);
        return slot;
    }
}
