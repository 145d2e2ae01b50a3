namespace DeepDsl.Tests.Training;

public sealed class ProgressLineTests
{
    private static readonly FitProgress Halfway = new(2, 10, 30, 60, 0.51239, 0.001, 12345.6, TimeSpan.FromSeconds(75));

    private static readonly EpochResult Epoch = new()
    {
        Epoch = 2,
        Loss = 0.5,
        ValidationLoss = 0.0004567,
        Metrics = new Dictionary<string, double> { ["accuracy"] = 0.75 },
        ValidationMetrics = new Dictionary<string, double> { ["accuracy"] = 0.5 },
        LearningRate = 0.1,
        Seconds = 1.25,
    };

    private static string Show(bool isTerminal, int width, Action<ProgressLine> show, Func<long>? milliseconds = null)
    {
        StringWriter console = new() { NewLine = "\n" };
        show(new ProgressLine(console, isTerminal, () => width, milliseconds ?? (() => 0)));
        return console.ToString();
    }

    [Fact]
    public void A_log_gets_one_line_per_epoch_and_nothing_else() =>
        Assert.Equal(
            "epoch 2/10  loss 0.5000  accuracy 0.7500  val_loss 4.567e-04  val_accuracy 0.5000  9877 samples/s  1.3 s\n",
            Show(false, 80, line =>
            {
                line.Update(Halfway, []);
                line.Finish(Epoch, 10, 9876.5);
                line.Leave();
            }));

    [Fact]
    public void A_terminal_s_line_is_rewritten_in_place()
    {
        string shown = Show(true, 120, line =>
        {
            line.Update(Halfway, [new Accuracy()]);
            line.Finish(Epoch, 10, 9876.5);
        });
        string[] parts = shown.Split('\r');
        Assert.Equal("", parts[0]);
        Assert.Equal("epoch 2/10  [==========..........]  30/60  loss 0.5124  accuracy NaN  12346 samples/s  eta 1:15", parts[1]);
        Assert.StartsWith("epoch 2/10  loss 0.5000", parts[2], StringComparison.Ordinal);
        Assert.EndsWith("1.3 s\n", parts[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_shorter_text_overwrites_all_of_the_longer_one_before()
    {
        string shown = Show(true, 120, line =>
        {
            line.Update(Halfway, []);
            line.WriteLine("short");
        });
        string[] parts = shown.Split('\r');
        Assert.Equal(parts[1].Length, parts[2].TrimEnd('\n').Length);
    }

    [Theory]
    [InlineData(70)]
    [InlineData(20)]
    [InlineData(1)]
    public void A_narrow_terminal_first_loses_the_bar_and_never_wraps(int width)
    {
        string text = Show(true, width, line => line.Update(Halfway, []))[1..];
        Assert.DoesNotContain("[", text);
        Assert.InRange(text.Length, 1, Math.Max(1, width - 1));
    }

    [Fact]
    public void Rewrites_come_at_most_ten_times_a_second()
    {
        long now = 0;
        string shown = Show(
            true,
            120,
            line =>
            {
                for (now = 0; now < 1000; now++)
                {
                    line.Update(Halfway, []);
                }
            },
            () => now);
        Assert.Equal(1 + 10, shown.Split('\r').Length);
    }

    [Fact]
    public void A_fit_that_ends_inside_an_epoch_leaves_its_line() =>
        Assert.EndsWith(
            "eta 1:15\n",
            Show(true, 120, line =>
            {
                line.Update(Halfway, []);
                line.Leave();
            }),
            StringComparison.Ordinal);
}
