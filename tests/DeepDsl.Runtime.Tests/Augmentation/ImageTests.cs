using System.Text.Json;

namespace DeepDsl.Tests.Augmentations;

/// <summary>Images against SciPy, against values worked out by hand, and over many draws.</summary>
public sealed class ImageTests
{
    private static readonly JsonElement s_reference = Reference.Read("augment.json");
    private static readonly int[] s_shape = s_reference.GetProperty("shape").Ints();
    private static readonly float[] s_image = s_reference.GetProperty("image").Floats();

    [Fact]
    public void Maps_read_what_SciPy_reads()
    {
        JsonElement[] cases = [.. s_reference.GetProperty("maps").EnumerateArray()];
        Assert.Equal(9, cases.Length);
        foreach (JsonElement map in cases)
        {
            double[] m = map.GetProperty("matrix").Doubles();
            double[] shift = map.GetProperty("shift").Doubles();
            float[] found = new float[s_image.Length];
            PadMode border = Enum.Parse<PadMode>(map.GetProperty("border").GetString()!);
            AffineSampling.Sample(
                s_image, found, s_shape[0], s_shape[1], s_shape[2], new AffineMap(m[0], m[1], shift[0], m[2], m[3], shift[1]), border, 0.25f);
            Close(map.GetProperty("values").Doubles(), found);
        }
    }

    [Fact]
    public void Blurs_are_those_of_SciPy()
    {
        foreach (JsonElement blur in s_reference.GetProperty("blurred").EnumerateArray())
        {
            double deviation = blur.GetProperty("deviation").GetDouble();
            Close(blur.GetProperty("values").Doubles(), Applied(Augment.Blur(deviation, deviation), s_image, s_shape));
        }
    }

    [Fact]
    public void A_flip_mirrors_every_second_image()
    {
        int[] shape = [2, 3, 1];
        float[] image = [1, 2, 3, 4, 5, 6];
        float[][] found = [.. Enumerable.Range(0, 2000).Select(i => Applied(Augment.FlipHorizontal(), image, shape, i))];
        Assert.All(found, f => Assert.True(f.SequenceEqual(image) || f.SequenceEqual([3, 2, 1, 6, 5, 4])));
        Assert.InRange(found.Count(f => f[0] == 3), 900, 1100);
        Assert.Contains(Enumerable.Range(0, 20), i => Applied(Augment.FlipVertical(), image, shape, i).SequenceEqual([4, 5, 6, 1, 2, 3]));
    }

    /// <summary>A ramp to the right becomes, at its middle, as steep upwards as sine of the angle; those have mean 0 and range evenly.</summary>
    [Fact]
    public void Rotations_are_even_around_none()
    {
        float[] ramp = [.. Enumerable.Range(0, 81).Select(i => (float)(i % 9))];
        double[] angles =
        [
            .. Enumerable.Range(0, 4000).Select(i => Applied(Augment.Rotate(30), ramp, [9, 9, 1], i))
                .Select(f => Math.Asin((f[31] - f[49]) / -2) * 180 / Math.PI),
        ];
        Assert.InRange(angles.Average(), -1, 1);
        Assert.InRange(angles.Max(), 29, 30.01);
        Assert.InRange(Math.Sqrt(angles.Average(a => a * a)), 16.8, 17.9); // 30 / sqrt 3
    }

    [Fact]
    public void Maps_that_follow_one_another_are_one()
    {
        AffineMap turned = AffineStep.Rotation.Of(20);
        AffineMap moved = AffineMap.Identity with { Y = 1.5, X = -0.5 };
        AffineMap both = turned.Of(moved);
        float[] ramp = [.. Enumerable.Range(0, 400).Select(i => (2f * (i / 20)) + (i % 20))];
        float[] first = new float[400];
        float[] twice = new float[400];
        float[] once = new float[400];
        AffineSampling.Sample(ramp, first, 20, 20, 1, turned, PadMode.Replicate, 0);
        AffineSampling.Sample(first, twice, 20, 20, 1, moved, PadMode.Replicate, 0);
        AffineSampling.Sample(ramp, once, 20, 20, 1, both, PadMode.Replicate, 0);

        // A ramp is read exactly between pixels, away from the edges.
        for (int i = 8; i < 12; i++)
        {
            Assert.Equal(twice[(i * 20) + i], once[(i * 20) + i], 1e-3);
        }
    }

    [Fact]
    public void Colours_by_hand()
    {
        float[] pixel = [0.2f, 0.4f, 0.6f];
        double gray = (0.299 * 0.2) + (0.587 * 0.4) + (0.114 * 0.6);
        for (int i = 0; i < 50; i++)
        {
            float[] bright = Applied(Augment.Brightness(0.3), pixel, [1, 1, 3], i);
            Assert.Equal(bright[0] - 0.2f, bright[2] - 0.6f, 1e-6);
            Assert.InRange(bright[0], -0.1f, 0.5f);
            float[] contrast = Applied(Augment.Contrast(0.5), pixel, [1, 1, 3], i);
            Assert.Equal(0.4f, contrast[1], 1e-6);
            Assert.InRange(contrast[2], 0.5f, 0.7f);
            foreach (Augmentation change in new[] { Augment.Saturation(0.5), Augment.Hue(90) })
            {
                float[] found = Applied(change, pixel, [1, 1, 3], i);
                Assert.NotEqual(pixel, found);
                Assert.Equal(gray, (0.299 * found[0]) + (0.587 * found[1]) + (0.114 * found[2]), 1e-6);
                Assert.Equal(0.5f, Applied(change, [0.5f, 0.5f, 0.5f], [1, 1, 3], i)[1], 1e-6);
            }
        }
    }

    [Fact]
    public void A_crop_moves_by_whole_pixels_and_erasing_fills_a_rectangle()
    {
        float[] image = [.. Enumerable.Range(1, 100).Select(i => (float)i)];
        HashSet<float> corners = [.. Enumerable.Range(0, 300).Select(i => Applied(Augment.RandomCrop(1), image, [10, 10, 1], i)[11])];
        Assert.Equal([1, 2, 3, 11, 12, 13, 21, 22, 23], corners.Order());
        double[] erased = [.. Enumerable.Range(0, 500).Select(i => (double)Applied(Augment.Erase(0.1, 0.3, fill: -1), image, [10, 10, 1], i).Count(v => v == -1))];
        Assert.InRange(erased.Average(), 17, 23);
        Assert.InRange(erased.Max(), 27, 36);
    }

    [Fact]
    public void Chances_and_choices()
    {
        float[] one = [0];
        Augmentation add = Augment.Custom("add", (Span<float> v, ReadOnlySpan<int> _, ref AugmentRandom _) => v[0] += 1);
        Augmentation ten = Augment.Custom("ten", (Span<float> v, ReadOnlySpan<int> _, ref AugmentRandom _) => v[0] += 10);
        Assert.InRange(Enumerable.Range(0, 4000).Count(i => Applied(add.Sometimes(0.3), one, [1, 1, 1], i)[0] == 1), 1100, 1300);
        Assert.InRange(Enumerable.Range(0, 4000).Count(i => Applied(Augment.OneOf(add, ten), one, [1, 1, 1], i)[0] == 10), 1850, 2150);
        Assert.Equal(11, Applied(Augment.Chain(add, ten), one, [1, 1, 1])[0]);
        float[] drawn = Applied(Augment.RandAugment(2, 9), s_image, s_shape, 4);
        Assert.Equal(drawn, Applied(Augment.RandAugment(2, 9), s_image, s_shape, 4));
        Assert.NotEqual(drawn, Applied(Augment.RandAugment(2, 9), s_image, s_shape, 5));
    }

    [Fact]
    public void Numbers_have_their_moments()
    {
        float[] noise = Applied(Augment.Noise(0.5), new float[20_000], [100, 200, 1]);
        Assert.InRange(noise.Average(), -0.015, 0.015);
        Assert.InRange(noise.Average(v => v * v), 0.24, 0.26);
        foreach (double alpha in new[] { 0.2, 1, 4 })
        {
            AugmentRandom random = new(1, 0, 0);
            double[] shares = [.. Enumerable.Range(0, 20_000).Select(_ => (double)random.Beta(alpha))];
            Assert.Equal(0.5, shares.Average(), 0.01);
            Assert.Equal(1 / (4 * ((2 * alpha) + 1)), shares.Average(s => (s - 0.5) * (s - 0.5)), 0.005);
        }
    }

    private static float[] Applied(Augmentation augmentation, float[] image, int[] shape, int sample = 0)
    {
        float[] values = (float[])image.Clone();
        AugmentRandom random = new(seed: 7, epoch: 0, sample);
        augmentation.Apply(values, shape, ref random);
        return values;
    }

    private static void Close(double[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < found.Length; i++)
        {
            Assert.Equal(expected[i], found[i], 1e-5);
        }
    }
}
