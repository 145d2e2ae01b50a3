namespace DeepDsl.Tests.Data;

public sealed class DatasetRowTests
{
    private static Dataset Counting(int start, int count) => Dataset.FromArrays(
        [.. Enumerable.Range(2 * start, 2 * count).Select(i => (float)i)], [.. Enumerable.Range(start, count)]);

    [Fact]
    public void Samples_are_picked_by_place_and_by_condition()
    {
        Dataset data = Counting(0, 10).Skip(2);
        Assert.Equal([5, 2, 5], data.Select([3, 0, 3]).LabelArray());
        Assert.Equal([10, 11, 4, 5, 10, 11], data.Select([3, 0, 3]).InputArray());
        Assert.Equal([2, 4, 6, 8], data.Where(i => data.Label(i) % 2 == 0).LabelArray());
        Assert.Same(data.Inputs, data.Where(_ => true).Inputs);
        Assert.StartsWith(
            "Sample 8 was asked for at place 1, but samples of this data set go from 0 to 7.",
            Assert.Throws<ArgumentOutOfRangeException>(() => data.Select([0, 8])).Message);
    }

    [Fact]
    public void Views_of_one_set_are_joined_without_a_copy()
    {
        Dataset data = Counting(0, 6);
        Dataset joined = data.Skip(4).Concat(data.Take(2));
        Assert.Equal([4, 5, 0, 1], joined.LabelArray());
        Assert.Same(data.Inputs[0].Floats, joined.Inputs[0].Floats);
    }

    [Fact]
    public void Sets_of_like_columns_are_joined_with_their_weights()
    {
        Dataset joined = Counting(0, 3).Skip(1).Concat(Counting(7, 2).WithWeights([3, 4]));
        Assert.Equal([1, 2, 7, 8], joined.LabelArray());
        Assert.Equal([2, 3, 4, 5, 14, 15, 16, 17], joined.InputArray());
        Assert.Equal([1, 1, 3, 4], joined.WeightArray());
    }

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        Dataset data = Counting(0, 2);
        Assert.StartsWith(
            "Column 'input' has 2 floats per sample, but 'input' of the other set has 1 floats; join sets of the same columns.",
            Assert.Throws<ArgumentException>(() => data.Concat(Dataset.FromArrays([1, 2], new int[2]))).Message);
        Assert.StartsWith(
            "Column 'target' has 1 ints per sample", Assert.Throws<ArgumentException>(() => data.Concat(Dataset.FromArrays([1, 2], new float[1]))).Message);
        Assert.StartsWith(
            "The classes are 'a', 'b' here and 'b', 'a' in the other set",
            Assert.Throws<ArgumentException>(() => data.WithClassNames(["a", "b"]).Concat(Counting(0, 2).WithClassNames(["b", "a"]))).Message);
    }

    [Fact]
    public void A_sample_that_is_there_twice_may_have_two_weights()
    {
        Dataset twice = Counting(0, 3).Select([2, 1, 2]).WithWeights([5, 6, 7]);
        Assert.Equal([5, 6, 7], twice.WeightArray());
        Assert.Equal([2, 1, 2], twice.LabelArray());
    }
}
