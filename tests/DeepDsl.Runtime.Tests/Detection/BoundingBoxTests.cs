namespace DeepDsl.Tests.Detection;

public sealed class BoundingBoxTests
{
    [Theory]
    [InlineData(0, 0, 4, 2, 1)] // the same
    [InlineData(2, 0, 6, 2, 1 / 3.0)] // 4 of 12
    [InlineData(1, 1, 3, 5, 2 / 14.0)]
    [InlineData(1, 0.5f, 2, 1, 0.5 / 8)] // inside
    [InlineData(4, 0, 8, 2, 0)] // side by side
    [InlineData(5, 7, 8, 9, 0)]
    [InlineData(3, 2, 1, 0, 0)] // turned inside out
    [InlineData(1, 1, 1, 1, 0)] // a point
    public void Overlap_is_the_part_that_both_cover(float left, float top, float right, float bottom, double expected)
    {
        BoundingBox box = new(0, 0, 4, 2);
        BoundingBox other = new(left, top, right, bottom);
        Assert.Equal(expected, box.IntersectionOverUnion(other));
        Assert.Equal(expected, other.IntersectionOverUnion(box));
    }

    [Fact]
    public void A_point_does_not_overlap_itself() => Assert.Equal(0, new BoundingBox(1, 1, 1, 1).IntersectionOverUnion(new(1, 1, 1, 1)));

    [Theory]
    [InlineData(1, 2, 4, 8, 18)]
    [InlineData(4, 2, 1, 8, 0)]
    [InlineData(4, 8, 1, 2, 0)] // two negative sides make no area
    public void Area_is_that_of_positive_sides(float left, float top, float right, float bottom, double expected) =>
        Assert.Equal(expected, new BoundingBox(left, top, right, bottom).Area);

    [Fact]
    public void Overlap_is_what_counting_gives()
    {
        BoundingBox[] boxes = RandomBoxes.Draw(new Random(1), 60, 1);
        foreach (BoundingBox a in boxes)
        {
            Assert.All(boxes, b => Assert.Equal(RandomBoxes.Overlap(a, b), a.IntersectionOverUnion(b)));
        }
    }
}
