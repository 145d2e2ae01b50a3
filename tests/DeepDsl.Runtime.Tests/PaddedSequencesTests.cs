namespace DeepDsl.Runtime.Tests;

public sealed class PaddedSequencesTests
{
    [Fact]
    public void Tokens_are_filled_up_to_the_longest() =>
        Assert.Equal([1, 2, 3, 4, 9, 9, 9, 9, 9], PaddedSequences.Of([[1, 2, 3], [4], []], paddingToken: 9));

    [Fact]
    public void Steps_of_features_are_filled_up_with_zeros()
    {
        float[][] sequences = [[1, 2], [3, 4, 5, 6]];
        Assert.Equal([1, 2, 0, 0, 0, 0, 3, 4, 5, 6, 0, 0], PaddedSequences.Of(sequences, features: 2, steps: 3));
        Assert.Equal([1, 2], PaddedSequences.Lengths(sequences, 2));
    }

    [Fact]
    public void None_is_cut() => Assert.Equal(
        "Sequence 1 has 3 steps, more than the 2 asked for; cut it, or ask for more. (Parameter 'sequences')",
        Assert.Throws<ArgumentException>(() => PaddedSequences.Of([[1], [1, 2, 3]], 0, steps: 2)).Message);

    [Fact]
    public void Part_of_a_step_is_refused() => Assert.Equal(
        "Sequence 0 has 3 numbers, which is no multiple of the 2 of a step. (Parameter 'sequences')",
        Assert.Throws<ArgumentException>(() => PaddedSequences.Of([[1f, 2, 3]], features: 2)).Message);
}
