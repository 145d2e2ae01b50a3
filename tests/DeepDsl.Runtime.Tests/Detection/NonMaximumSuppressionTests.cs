namespace DeepDsl.Tests.Detection;

public sealed class NonMaximumSuppressionTests
{
    [Fact]
    public void The_surest_of_each_class_stays()
    {
        BoundingBox weak = new(0, 0, 10, 10, Class: 0, Score: 0.6f);
        BoundingBox apart = new(20, 0, 30, 10, Class: 0, Score: 0.3f);
        BoundingBox sure = new(1, 0, 11, 10, Class: 0, Score: 0.9f);
        BoundingBox otherClass = new(1, 0, 11, 10, Class: 1, Score: 0.5f);
        Assert.Equal([sure, otherClass, apart], NonMaximumSuppression.Keep([weak, apart, sure, otherClass]));
    }

    /// <summary>The second would drop the third, but is dropped itself.</summary>
    [Fact]
    public void What_is_dropped_drops_nothing()
    {
        BoundingBox[] row = [new(0, 0, 10, 10, 0, 0.9f), new(3, 0, 13, 10, 0, 0.8f), new(6, 0, 16, 10, 0, 0.7f)];
        Assert.Equal([row[0], row[2]], NonMaximumSuppression.Keep([.. row]));
    }

    [Fact]
    public void An_overlap_of_just_the_threshold_is_none()
    {
        BoundingBox[] boxes = [new(0, 0, 4, 1), new(0, 0, 2, 1, 0, 0.5f)];
        Assert.Equal(2, NonMaximumSuppression.Keep([.. boxes], 0.5).Length);
        Assert.Equal(1, NonMaximumSuppression.Keep([.. boxes], 0.499).Length);
    }

    [Fact]
    public void Of_equal_scores_the_first_comes_first()
    {
        BoundingBox[] boxes = [new(0, 0, 4, 4, 2), new(9, 9, 13, 13, 0), new(0, 0, 4, 4.5f, 2), new(0, 0, 4, 4, 1)];
        Assert.Equal([boxes[0], boxes[1], boxes[3]], NonMaximumSuppression.Keep([.. boxes]));
    }

    [Fact]
    public void Of_none_none_is_kept() => Assert.Equal(0, NonMaximumSuppression.Keep([]).Length);

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void It_keeps_what_the_definition_keeps(double threshold)
    {
        Random random = new(2);
        int dropped = 0;
        for (int round = 0; round < 100; round++)
        {
            BoundingBox[] boxes = RandomBoxes.Draw(random, random.Next(30), 1 + random.Next(3));
            BoundingBox[] expected = Defined(boxes, threshold);
            dropped += boxes.Length - expected.Length;
            Assert.Equal(expected, NonMaximumSuppression.Keep([.. boxes], threshold));
        }

        Assert.Equal(threshold < 1, dropped > 0);
    }

    [Fact]
    public void It_allocates_nothing()
    {
        BoundingBox[] drawn = RandomBoxes.Draw(new Random(3), 200, 2);
        BoundingBox[] boxes = new BoundingBox[drawn.Length];
        drawn.CopyTo(boxes, 0);
        NonMaximumSuppression.Keep(boxes);
        drawn.CopyTo(boxes, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int kept = NonMaximumSuppression.Keep(boxes).Length;
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.InRange(kept, 1, boxes.Length - 1);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        Assert.Equal("Boxes overlap by 0 to 1, but the threshold is 50; 0.5 is usual. (Parameter 'threshold')",
            Assert.Throws<ArgumentOutOfRangeException>(() => NonMaximumSuppression.Keep([], 50)).Message);
        Assert.Equal(
            "boxes[1] is BoundingBox { Left = 0, Top = 0, Right = 1, Bottom = 1, Class = 0, Score = NaN, Area = 1 }; corners and scores must be "
            + "finite numbers. (Parameter 'boxes')",
            Assert.Throws<ArgumentException>(() => NonMaximumSuppression.Keep([new(0, 0, 1, 1), new(0, 0, 1, 1, 0, float.NaN)])).Message);
    }

    /// <summary>Kept is what no box that comes before it, is of its class and is kept itself overlaps.</summary>
    private static BoundingBox[] Defined(BoundingBox[] boxes, double threshold)
    {
        bool ComesBefore(int a, int b) => boxes[a].Score > boxes[b].Score || (boxes[a].Score == boxes[b].Score && a < b);
        Dictionary<int, bool> known = [];
        bool IsKept(int i) => known.TryGetValue(i, out bool kept) ? kept : known[i] = !Enumerable.Range(0, boxes.Length).Any(j =>
            ComesBefore(j, i) && boxes[j].Class == boxes[i].Class && RandomBoxes.Overlap(boxes[j], boxes[i]) > threshold && IsKept(j));
        int[] kept = [.. Enumerable.Range(0, boxes.Length).Where(IsKept)];
        Array.Sort(kept, (a, b) => ComesBefore(a, b) ? -1 : a == b ? 0 : 1);
        return Array.ConvertAll(kept, i => boxes[i]);
    }
}
