namespace DeepDsl.Tests.Data;

public sealed class QuarterTurnTests
{
    /// <summary>The values are those of numpy.rot90.</summary>
    [Fact]
    public void Each_image_comes_in_its_four_turns()
    {
        Dataset turned = new Dataset([new("image", [1f, 2, 3, 4, 5, 6, 7, 8, 9], 9)], []).QuarterTurns(size: 3);
        Assert.Equal(
            [
                1, 2, 3, 4, 5, 6, 7, 8, 9,
                3, 6, 9, 2, 5, 8, 1, 4, 7,
                9, 8, 7, 6, 5, 4, 3, 2, 1,
                7, 4, 1, 8, 5, 2, 9, 6, 3,
            ],
            turned.InputArray());
        Assert.Equal([0, 1, 2, 3], turned.LabelArray());
        Assert.Equal(["0", "90", "180", "270"], turned.ClassNames);
        Assert.Equal("image", turned.Inputs[0].Name);
    }

    [Fact]
    public void Channels_stay_together_and_samples_in_their_order()
    {
        float[] x = [.. Enumerable.Range(0, 3 * 8).Select(i => (float)i)];
        Dataset turned = Dataset.FromArrays(x, [7, 8, 9]).Slice(1, 2).QuarterTurns(size: 2);
        Assert.Equal(8, turned.Count);
        Assert.Equal([8, 9, 10, 11, 12, 13, 14, 15], turned.Input(0).ToArray());
        Assert.Equal([10, 11, 14, 15, 8, 9, 12, 13], turned.Input(1).ToArray());
        Assert.Equal([16, 17, 18, 19, 20, 21, 22, 23], turned.Input(4).ToArray());
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3], turned.LabelArray());
    }

    [Fact]
    public void What_is_no_square_image_is_refused()
    {
        Dataset data = Dataset.FromArrays(new float[24], [7, 8]);
        Assert.StartsWith(
            "QuarterTurns takes images of floats [5, 5, C], but column 'input' has 12 floats a sample. Give the height and width",
            Assert.Throws<ArgumentException>(() => data.QuarterTurns(size: 5)).Message);
        Assert.StartsWith(
            "Input 1 was to be turned, but this data set has 1 from 0 on.",
            Assert.Throws<ArgumentOutOfRangeException>(() => data.QuarterTurns(size: 2, input: 1)).Message);
    }
}
