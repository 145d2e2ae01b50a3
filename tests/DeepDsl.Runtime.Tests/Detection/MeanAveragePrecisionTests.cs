namespace DeepDsl.Tests.Detection;

public sealed class MeanAveragePrecisionTests
{
    private static readonly BoundingBox s_here = new(0, 0, 10, 10), s_there = new(20, 0, 30, 10);

    /// <summary>An overlap of 8 / 12 with <see cref="s_here"/>.</summary>
    private static readonly BoundingBox s_nearly = new(2, 0, 12, 10);

    [Fact]
    public void All_that_is_there_and_nothing_else_is_1()
    {
        MeanAveragePrecision precision = Of(([s_there, s_here], [s_here, s_there]));
        Assert.Equal(1, precision.At(0.5));
        Assert.Equal(1, precision.Value);
    }

    [Fact]
    public void Nothing_found_is_0() => Assert.Equal(0, Of(([], [s_here])).Value);

    /// <summary>
    /// By score right, wrong, right, wrong, of 3 truths. Recall is 1/3 at precision 1, then 2/3 at 2/3, and never 1.
    /// </summary>
    [Fact]
    public void Precision_counts_where_recall_rises()
    {
        MeanAveragePrecision precision = Of(
            ([Scored(s_there, 0.8f), Scored(s_here, 0.9f)], [s_here, new(40, 0, 50, 10)]),
            ([Scored(s_there, 0.5f), Scored(s_here, 0.7f)], [s_here]));
        Assert.Equal((1 + (2 / 3.0)) / 3, precision.At(0.5), 1e-15);
    }

    /// <summary>By score wrong, right, right, of 2 truths: at recall 1/2 the precision is 1/2, but 2/3 at 1, which counts for both.</summary>
    [Fact]
    public void A_higher_precision_further_on_counts_before_too()
    {
        MeanAveragePrecision precision = Of(([new(50, 0, 60, 10, 0, 0.9f), Scored(s_here, 0.8f), Scored(s_there, 0.7f)], [s_here, s_there]));
        Assert.Equal(2 / 3.0, precision.At(0.5), 1e-15);
    }

    [Fact]
    public void A_truth_is_found_once_and_by_the_surest()
    {
        MeanAveragePrecision precision = Of(([Scored(s_here, 0.8f), Scored(s_nearly, 0.9f)], [s_here]));
        Assert.Equal(1, precision.At(0.6));
        Assert.Equal(0.5, precision.At(0.7)); // where the surer one is wrong
    }

    /// <summary>Both found boxes are nearest to the first truth; the second in line takes what is left, as in COCO.</summary>
    [Fact]
    public void Who_comes_late_may_take_another_truth()
    {
        BoundingBox truth = new(0, 0, 10, 10), beside = new(4, 0, 14, 10);
        MeanAveragePrecision precision = Of(([new(0, 0, 10, 10, 0, 0.9f), new(1, 0, 11, 10, 0, 0.8f)], [truth, beside]));
        Assert.Equal(1, precision.At(0.5));
    }

    [Fact]
    public void Images_and_classes_are_apart()
    {
        Assert.Equal(0, Of(([s_here], []), ([], [s_here])).At(0.5));
        Assert.Equal(0, Of(([s_here with { Class = 1 }], [s_here])).At(0.5));
    }

    /// <summary>Class 0 is found, class 2 is not, class 1 is nowhere but was found.</summary>
    [Fact]
    public void The_mean_is_over_classes_that_have_a_truth()
    {
        MeanAveragePrecision precision = Of(([s_here, s_there with { Class = 1 }], [s_here, s_here with { Class = 2 }]));
        Assert.Equal(0.5, precision.At(0.5));
        Assert.Equal(1, precision.ForClass(0, 0.5));
        Assert.Equal(0, precision.ForClass(2, 0.5));
        Assert.True(double.IsNaN(precision.ForClass(1, 0.5)));
    }

    /// <summary>An overlap of 2/3 is right at 0.50, 0.55, 0.60 and 0.65 of ten thresholds; one of 3/5 at 0.60 just so.</summary>
    [Fact]
    public void The_value_is_the_mean_over_ten_thresholds()
    {
        Assert.Equal(0.4, Of(([s_nearly], [s_here])).Value, 1e-15);
        Assert.Equal(0.3, Of(([new(0, 0, 6, 10)], [s_here])).Value, 1e-15);
    }

    [Fact]
    public void Without_a_truth_there_is_no_value()
    {
        MeanAveragePrecision precision = Of(([s_here], []));
        Assert.True(double.IsNaN(precision.Value));
        precision = Of(([s_here], [s_here]));
        precision.Reset();
        Assert.True(double.IsNaN(precision.Value));
    }

    [Fact]
    public void What_cannot_be_judged_is_refused()
    {
        MeanAveragePrecision precision = new();
        Assert.Equal("Boxes overlap by up to 1, but the threshold is 0; 0.5 is usual. (Parameter 'threshold')",
            Assert.Throws<ArgumentOutOfRangeException>(() => precision.ForClass(0, 0)).Message);
        Assert.Equal(
            "truths[1] is BoundingBox { Left = 3, Top = 0, Right = 1, Bottom = 1, Class = 0, Score = 1, Area = 0 }, which has no area and can't "
            + "be found; leave it out. (Parameter 'truths')",
            Assert.Throws<ArgumentException>(() => precision.Add([], [s_here, new(3, 0, 1, 1)])).Message);
        Assert.StartsWith("found[0] is ", Assert.Throws<ArgumentException>(() => precision.Add([new(0, 0, float.PositiveInfinity, 1)], [])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_what_the_definition_gives()
    {
        Random random = new(4);
        List<double> values = [];
        for (int round = 0; round < 100; round++)
        {
            (BoundingBox[] Found, BoundingBox[] Truths)[] images = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Image(random))];
            MeanAveragePrecision precision = Of(images);
            foreach (double threshold in new[] { 0.25, 0.5, 0.75 })
            {
                double expected = DefinedPrecision.Mean(images, threshold);
                Assert.Equal(expected, precision.At(threshold), 1e-12);
                values.Add(expected);
            }
        }

        Assert.Contains(values, v => v is > 0 and < 0.1);
        Assert.Contains(values, v => v is > 0.8 and < 1);
    }

    /// <summary>Truths, of which some were found, some of them nearly, and others for no reason.</summary>
    private static (BoundingBox[] Found, BoundingBox[] Truths) Image(Random random)
    {
        BoundingBox[] truths = RandomBoxes.Draw(random, random.Next(6), 3);
        IEnumerable<BoundingBox> copies = truths.Where(_ => random.Next(4) > 0)
            .Select(t => t with { Score = random.Next(6) / 5f, Right = Math.Max(t.Left + 1, t.Right - random.Next(3)) });
        BoundingBox[] found = [.. copies, .. RandomBoxes.Draw(random, random.Next(5), 3)];
        random.Shuffle(found);
        return (found, truths);
    }

    private static BoundingBox Scored(BoundingBox box, float score) => box with { Score = score };

    private static MeanAveragePrecision Of(params (BoundingBox[] Found, BoundingBox[] Truths)[] images)
    {
        MeanAveragePrecision precision = new();
        foreach ((BoundingBox[] found, BoundingBox[] truths) in images)
        {
            precision.Add(found, truths);
        }

        return precision;
    }
}
