namespace DeepDsl.Tests.Data;

public sealed class OutlierFilterTests
{
    private static Dataset Of(params float[] values) => Dataset.FromArrays(values, new int[values.Length]);

    [Fact]
    public void Deviations_reach_from_the_mean()
    {
        // Mean 4, deviation 2, both of the eight values.
        Dataset data = Of(1, 3, 3, 3, 4, 4, 6, 8);
        OutlierFilter filter = OutlierFilter.ByDeviation(data, 1.5);
        Assert.Equal(1, filter.Low[0], 1e-9);
        Assert.Equal(7, filter.High[0], 1e-9);
        Assert.Equal([7], filter.Find(data));
        Assert.Equal([1, 3, 3, 3, 4, 4, 6], filter.Apply(data).InputArray());
        Assert.Equal([0, 2], filter.Find(Of(0.5f, 7, float.NaN)));
    }

    [Fact]
    public void Quartiles_do_not_move_with_what_is_far_out()
    {
        // NumPy's quartiles of these are 2 and 4: fences at -1 and 7.
        Dataset data = Of(3, 1, 2, 4, 1000);
        OutlierFilter filter = OutlierFilter.ByQuartiles(data);
        Assert.Equal(-1, filter.Low[0], 1e-9);
        Assert.Equal(7, filter.High[0], 1e-9);
        Assert.Equal([4], filter.Find(data));

        // Between values: numpy.percentile([1, 2, 4, 8], [25, 75]) is 1.75 and 5.
        OutlierFilter between = OutlierFilter.ByQuartiles(Of(8, 1, 4, 2), times: 1);
        Assert.Equal(1.75 - 3.25, between.Low[0], 1e-9);
        Assert.Equal(5 + 3.25, between.High[0], 1e-9);
    }

    [Fact]
    public void Contradictions_are_equal_inputs_with_other_answers()
    {
        Dataset data = Dataset.FromArrays([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 5, 6], [0, 1, 2, 1, 0, 0]);
        Assert.Equal([[0, 2, 4]], data.Contradictions());
        Dataset clean = data.WithoutContradictions();
        Assert.Equal([1, 1, 0], clean.LabelArray());
        Assert.Empty(clean.Contradictions());
    }
}
