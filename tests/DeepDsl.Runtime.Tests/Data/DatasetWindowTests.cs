namespace DeepDsl.Tests.Data;

public sealed class DatasetWindowTests
{
    private static readonly float[] s_counting = [.. Enumerable.Range(0, 10).Select(i => (float)i)];

    /// <summary>Ten steps of a variable that counts and one that counts in tens.</summary>
    private static readonly float[] s_two = [.. s_counting.SelectMany(i => new[] { i, 10 * i })];

    [Fact]
    public void Windows_go_through_a_series_and_are_followed_by_their_targets()
    {
        Dataset data = Dataset.Windows(s_counting, length: 4, horizon: 2);
        Assert.Equal(5, data.Count);
        Assert.Equal([0, 1, 2, 3], data.Input(0).ToArray());
        Assert.Equal([4, 5], data.Target(0).ToArray());
        Assert.Equal([4, 5, 6, 7], data.Input(4).ToArray());
        Assert.Equal([8, 9], data.Target(4).ToArray());
    }

    [Fact]
    public void Strides_leave_out_starts_and_a_window_may_look_further_ahead()
    {
        Dataset data = Dataset.Windows(s_counting, length: 3, horizon: 1, stride: 3, ahead: 2);
        Assert.Equal([0, 1, 2, 3, 4, 5], data.InputArray());
        Assert.Equal([5, 8], new[] { data.Target(0)[0], data.Target(1)[0] });
    }

    [Fact]
    public void Several_variables_and_chosen_targets_keep_their_order()
    {
        Dataset data = Dataset.Windows(s_two, length: 2, horizon: 2, stride: 5, variables: 2);
        Assert.Equal([0, 0, 1, 10, 5, 50, 6, 60], data.InputArray());
        Assert.Equal([2, 20, 3, 30], data.Target(0).ToArray());
        Assert.Equal([70, 80], Dataset.Windows(s_two, length: 2, horizon: 2, stride: 5, variables: 2, targets: [1]).Target(1).ToArray());
        Assert.Equal([20, 2, 30, 3], Dataset.Windows(s_two, length: 2, horizon: 2, variables: 2, targets: [1, 0]).Target(0).ToArray());
    }

    [Fact]
    public void No_window_reaches_from_one_series_into_another()
    {
        Dataset data = Dataset.Windows([[0, 1, 2, 3], [10, 11, 12]], out int[] seriesOf, length: 2, horizon: 1);
        Assert.Equal([0, 1, 1, 2, 10, 11], data.InputArray());
        Assert.Equal([0, 0, 1], seriesOf);
        Assert.Equal([12], data.Target(2).ToArray());
    }

    [Fact]
    public void What_makes_no_windows_is_said()
    {
        Assert.StartsWith(
            "The series has 10 steps, but a window and what follows it take 11; give a longer series, or a shorter window or horizon.",
            Assert.Throws<ArgumentException>(() => Dataset.Windows(s_counting, 8, 3)).Message);
        Assert.StartsWith(
            "Series 1 has 1 steps", Assert.Throws<ArgumentException>(() => Dataset.Windows([[1, 2], [3]], out _, 1, 1)).Message);
        Assert.StartsWith(
            "The series has 10 values, which are no whole steps of 3 variables.",
            Assert.Throws<ArgumentException>(() => Dataset.Windows(s_counting, 1, 1, variables: 3)).Message);
        Assert.StartsWith(
            "Target 2 was chosen, but the variables of a step go from 0 to 1.",
            Assert.Throws<ArgumentException>(() => Dataset.Windows(s_two, 1, 1, variables: 2, targets: [2])).Message);
    }
}
