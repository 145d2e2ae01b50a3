namespace DeepDsl.Tests.Training;

public sealed class SequenceLabelsTests
{
    [Theory]
    [InlineData("", 0, "")]
    [InlineData("000", 0, "")]
    [InlineData("1122", 0, "12")]
    [InlineData("1102201", 0, "121")]
    [InlineData("01011", 0, "11")]
    [InlineData("3303", 3, "0")]
    public void Runs_are_one_and_blanks_nothing(string path, int blank, string labels)
    {
        float[] scores = Scores(path);
        int[] expected = Digits(labels);
        Assert.Equal(expected, SequenceLabels.Read(scores, 4, blank));
        int[] room = new int[expected.Length];
        Assert.Equal(expected.Length, SequenceLabels.Read(scores, 4, room, blank));
        Assert.Equal(expected, room);
    }

    [Fact]
    public void Parts_of_steps_and_too_little_room_are_refused()
    {
        Assert.Equal("Steps have 4 scores each, but there are 6; pass whole steps. (Parameter 'scores')",
            Assert.Throws<ArgumentException>(() => SequenceLabels.Read(new float[6], 4)).Message);
        Assert.Equal("The scores read as more than 1 labels; give room for 3. (Parameter 'labels')",
            Assert.Throws<ArgumentException>(() => SequenceLabels.Read(Scores("123"), 4, new int[1])).Message);
    }

    [Theory]
    [InlineData("1203", "123", 0)]
    [InlineData("1203", "1233", 0.25)] // one left out
    [InlineData("1203", "13", 0.5)] // one too many
    [InlineData("1203", "321", 2 / 3.0)] // two changed
    [InlineData("0000", "12", 1)]
    [InlineData("1213", "2", 3)]
    public void Edits_are_counted_for_each_label(string path, string labels, double expected)
    {
        LabelErrorRate rate = new();
        int[] target = [.. Digits(labels), .. Enumerable.Repeat(-1, 4 - labels.Length)];
        rate.Update(new MetricBatch { Samples = 1, Classes = 4, Scores = Scores(path), Labels = target, IgnoredLabel = -1 });
        Assert.Equal(expected, rate.Value, 1e-15);
    }

    [Fact]
    public void Error_rates_are_those_of_all_labels_together()
    {
        LabelErrorRate rate = new(blank: 3);
        Assert.True(double.IsNaN(rate.Value));
        rate.Update(new MetricBatch { Samples = 2, Classes = 4, Scores = Scores("33330122"), Labels = [-1, -1, -1, 0, 1, 1], IgnoredLabel = -1 });
        rate.Update(new MetricBatch { Samples = 1, Classes = 4, Scores = Scores("2222"), Labels = [2, -1, -1], IgnoredLabel = -1 });
        Assert.Equal(1 / 4.0, rate.Value);
        Assert.False(rate.HigherIsBetter);
    }

    /// <summary>Of four classes, the highest those of the path.</summary>
    private static float[] Scores(string path) => [.. Digits(path).SelectMany(c => Enumerable.Range(0, 4).Select(i => i == c ? 0.5f : -i))];

    private static int[] Digits(string text) => [.. text.Select(c => c - '0')];
}
