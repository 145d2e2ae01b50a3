namespace DeepDsl.Tests.Augmentations;

public sealed class SequenceTests
{
    [Fact]
    public void A_time_warp_keeps_ends_and_order()
    {
        float[] ramp = [.. Enumerable.Range(0, 40).Select(i => (float)i)];
        float[] warped = Applied(Augment.TimeWarp(0.5), ramp, [40, 1]);
        Assert.Equal(0, warped[0]);
        Assert.Equal(39, warped[^1]);
        Assert.Equal(warped.Order(), warped);
        Assert.NotEqual(ramp, warped);
    }

    [Fact]
    public void A_window_without_lengths_is_stretched()
    {
        float[] ramp = [.. Enumerable.Range(0, 40).Select(i => (float)i)];
        float[] window = Applied(Augment.Window(0.5), ramp, [40, 1]);
        float step = window[1] - window[0];
        Assert.InRange(step, 0.45f, 1f);
        Assert.All(Enumerable.Range(1, 39), i => Assert.Equal(step, window[i] - window[i - 1], 1e-4));
    }

    [Fact]
    public void A_window_with_lengths_becomes_the_sequence()
    {
        float[] values = [1, 2, 3, 4, 5, 6, 7, 8, 0, 0];
        AugmentedSample sample = new() { Values = values, Shape = [10, 1], Steps = 8, HasLengths = true };
        AugmentRandom random = new(seed: 2, epoch: 0, sample: 1);
        Augment.Window(0.3).Apply(ref sample, ref random);
        Assert.InRange(sample.Steps, 2, 7);
        Assert.Equal(Enumerable.Range((int)values[0], sample.Steps).Select(i => (float)i), values.Take(sample.Steps));
        Assert.All(values.Skip(sample.Steps), v => Assert.Equal(0, v));
    }

    [Fact]
    public void An_amplitude_is_one_for_all() => Assert.Equal(
        2, Applied(Augment.Amplitude(0.5), [1, 2], [2, 1]) is [var a, var b] ? b / a : 0, 1e-6);

    [Fact]
    public void Dropped_tokens_leave_the_others_in_order()
    {
        int[] text = [5, 6, 7, 8, 9, 0, 0];
        int kept = 0;
        for (int i = 0; i < 1000; i++)
        {
            int[] found = Applied(Augment.DropTokens(0.4, padding: 0), text, i);
            int own = found.Count(t => t != 0);
            Assert.InRange(own, 1, 5);
            Assert.Equal(found.Take(own), text.Where(found[..own].Contains));
            Assert.All(found[own..], t => Assert.Equal(0, t));
            kept += own;
        }
        Assert.InRange(kept, 2900, 3120); // 0.6 of 5,000, and 0.4^5 of a token that stays after all
    }

    [Fact]
    public void Swapped_tokens_are_neighbours() =>
        Assert.Equal([6, 5, 8, 7, 9, 0], Applied(Augment.SwapTokens(1, padding: 0), [5, 6, 7, 8, 9, 0]));

    private static float[] Applied(Augmentation augmentation, float[] values, int[] shape)
    {
        float[] copy = (float[])values.Clone();
        AugmentRandom random = new(seed: 2, epoch: 0, sample: 0);
        augmentation.Apply(copy, shape, ref random);
        return copy;
    }

    private static int[] Applied(Augmentation augmentation, int[] tokens, int sample = 0)
    {
        int[] copy = (int[])tokens.Clone();
        AugmentRandom random = new(seed: 2, epoch: 0, sample);
        augmentation.Apply(copy, ref random);
        return copy;
    }
}
