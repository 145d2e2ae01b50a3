using System.Numerics.Tensors;

namespace DeepDsl.Tests.Data;

public sealed class DatasetTests
{
    private static Dataset Counting(int count) =>
        Dataset.FromArrays([.. Enumerable.Range(0, 2 * count).Select(i => (float)i)], [.. Enumerable.Range(0, count)]);

    [Fact]
    public void FromArrays_infers_the_width()
    {
        Dataset data = Dataset.FromArrays([1, 2, 3, 4, 5, 6], new[] { 7, 8 });
        Assert.Equal(2, data.Count);
        Assert.Equal(3, data.Inputs[0].Width);
        Assert.Equal([4, 5, 6], data.Input(1).ToArray());
        Assert.Equal(8, data.Label(1));
    }

    [Fact]
    public void FromArrays_reads_several_targets_per_sample()
    {
        Dataset data = Dataset.FromArrays([1, 2, 3, 4], [5f, 6, 7, 8], targetWidth: 2);
        Assert.Equal(2, data.Count);
        Assert.Equal([7, 8], data.Target(1).ToArray());
    }

    [Fact]
    public void FromArrays_of_lengths_that_do_not_fit_says_both()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Dataset.FromArrays(new float[7], new int[2]));
        Assert.Equal(
            "x has 7 values and y has 2 samples, so a sample's width would not be a whole positive number. "
            + "Check the lengths, or give targetWidth where a sample has several targets.",
            e.Message);
    }

    [Fact]
    public void FromArrays_takes_one_array_per_sample()
    {
        Dataset data = Dataset.FromArrays([[1, 2], [3, 4], [5, 6]], [[1f], [2f], [3f]]);
        Assert.Equal([5, 6], data.Input(2).ToArray());
        Assert.Equal([3], data.Target(2).ToArray());
        ArgumentException e = Assert.Throws<ArgumentException>(() => Dataset.FromArrays([[1, 2], [3]], new[] { 1, 2 }));
        Assert.Equal("x[1] has 1 values but x[0] has 2: all samples need the same width.", e.Message);
    }

    [Fact]
    public void FromTensors_takes_the_first_dimension_as_samples_even_of_a_strided_view()
    {
        float[] values = [.. Enumerable.Range(0, 24).Select(i => (float)i)];
        ReadOnlyTensorSpan<float> whole = new(values, [2, 3, 4], []);
        ReadOnlyTensorSpan<float> view = whole.Slice([0..2, 0..3, 1..3]);
        Dataset data = Dataset.FromTensors(view, [4, 5]);
        Assert.Equal([13, 14, 17, 18, 21, 22], data.Input(1).ToArray());
        Tensor<float> x = Tensor.Create(values, [6, 4]);
        Assert.Equal(6, Dataset.FromTensors(x, Tensor.Create(new float[6], [6])).Count);
    }

    [Fact]
    public void Columns_of_different_lengths_are_refused()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(
            () => new Dataset([new DataColumn("a", new float[6], 2)], [new DataColumn("b", new int[4])]));
        Assert.Equal("Column 'a' has 3 samples but 'b' has 4: every column needs one row per sample. Check the widths given.", e.Message);
    }

    [Fact]
    public void Slices_take_and_skip_in_order()
    {
        Dataset data = Counting(10).Slice(2, 6);
        Assert.Equal([2, 3, 4, 5, 6, 7], data.LabelArray());
        Assert.Equal([2, 3], data.Take(2).LabelArray());
        Assert.Equal([6, 7], data.Skip(4).LabelArray());
        Assert.Equal([8, 9, 10, 11], data.Skip(2).Take(2).InputArray());
        Assert.StartsWith(
            "Samples 5 to 7 were asked for, but the data set has 6.",
            Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(5, 2)).Message);
    }

    [Fact]
    public void Split_keeps_every_sample_once_and_rows_together()
    {
        (Dataset first, Dataset second) = Counting(100).Split(0.2, seed: 3);
        Assert.Equal((80, 20), (first.Count, second.Count));
        Assert.Equal(Enumerable.Range(0, 100), first.LabelArray().Concat(second.LabelArray()).Order());
        Assert.Equal(2f * second.Label(7), second.Input(7)[0]);
        Assert.NotEqual(Enumerable.Range(80, 20), second.LabelArray());
        Assert.Equal(second.LabelArray(), Counting(100).Split(0.2, seed: 3).Second.LabelArray());
        Assert.NotEqual(second.LabelArray(), Counting(100).Split(0.2, seed: 4).Second.LabelArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Split_refuses_fractions_that_leave_nothing(double fraction) =>
        Assert.Contains(
            "must lie between 0 and 1", Assert.Throws<ArgumentOutOfRangeException>(() => Counting(9).Split(fraction, 1)).Message);

    [Fact]
    public void Shuffling_is_uniform_enough_and_fixed_for_all_versions()
    {
        // Saved runs depend on this order: it must never change.
        Assert.Equal([0, 3, 7, 1, 2, 6, 5, 4], Counting(8).Shuffled(1).LabelArray());
        int[] placeOfFirst = new int[5];
        for (int seed = 0; seed < 5000; seed++)
        {
            placeOfFirst[Array.IndexOf(Counting(5).Shuffled(seed).LabelArray(), 0)]++;
        }
        // Four standard deviations (28) around 1000.
        Assert.All(placeOfFirst, count => Assert.InRange(count, 887, 1113));
    }

    [Fact]
    public void Weights_follow_their_samples()
    {
        Dataset data = Counting(4).Shuffled(1);
        Dataset weighted = data.WithWeights([.. data.LabelArray().Select(l => 10f + l)]);
        Assert.Equal([10, 11, 12, 13], weighted.Weights!.Floats);
        Assert.Contains(
            "3 weights were given for 4 samples", Assert.Throws<ArgumentException>(() => data.WithWeights(new float[3])).Message);
        Assert.Contains("Sample 2 has the weight -1", Assert.Throws<ArgumentException>(() => data.WithWeights([1, 1, -1, 1])).Message);
    }

    [Fact]
    public void A_column_of_the_other_kind_says_how_to_read_it() =>
        Assert.Equal(
            "Column 'target' holds ints, not floats. Read it through Ints.",
            Assert.Throws<InvalidOperationException>(() => Counting(2).Target(0).Length).Message);
}
