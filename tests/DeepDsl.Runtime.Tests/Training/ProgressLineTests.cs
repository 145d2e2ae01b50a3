namespace DeepDsl.Tests.Training;

public sealed class ProgressLineTests
{
    private static readonly FitProgress Halfway = new(2, 10, 30, 60, 0.51239, 0.001, 12345.6, TimeSpan.FromSeconds(75));

    private static readonly Metric[] Measured = [Metric("accuracy", 0.75), Metric("f1", 0.7)];

    /// <summary>Of validation losses that fall, rise and fall again, the second half of them at half of the rate.</summary>
    private static History Epochs(params double[] validationLosses)
    {
        History history = new();
        for (int i = 0; i < validationLosses.Length; i++)
        {
            history.Add(new EpochResult
            {
                Epoch = i + 1,
                Loss = 0.5,
                ValidationLoss = validationLosses[i],
                Metrics = new Dictionary<string, double> { ["accuracy"] = 0.75 },
                ValidationMetrics = new Dictionary<string, double> { ["accuracy"] = 0.5 },
                LearningRate = 2 * i < validationLosses.Length ? 0.1 : 0.05,
                Seconds = 1.25,
            });
        }
        return history;
    }

    private static Screen Show(bool isTerminal, int width, Action<ProgressLine, Screen> show, Func<long>? milliseconds = null)
    {
        Screen screen = new(width);
        show(new ProgressLine(screen, isTerminal, () => screen.Columns, milliseconds ?? (() => 0)), screen);
        return screen;
    }

    private static string Running(int width, params Metric[] metrics) =>
        Assert.Single(Show(true, width, (line, _) => line.Update(Halfway, metrics)).Rows);

    [Fact]
    public void A_log_gets_one_line_per_epoch_and_nothing_else() =>
        Assert.Equal(
            "epoch 1/10  loss 0.5000  accuracy 0.7500  val_loss 4.567e-04  val_accuracy 0.5000  9877 samples/s  1.3 s\n",
            string.Concat(Show(false, 300, (line, _) =>
            {
                line.Update(Halfway, Measured);
                line.Finish(Epochs(0.0004567), 10, 9876.5);
                line.Leave();
            }).Writes));

    [Fact]
    public void A_log_of_a_long_epoch_gets_a_line_a_minute()
    {
        long now = 0;
        Screen screen = Show(
            false,
            300,
            (line, _) =>
            {
                for (now = 0; now < 200_000; now += 500)
                {
                    Assert.Equal(now > 0 && now % 60_000 == 0, line.IsDue);
                    line.Update(Halfway, Measured);
                }
                line.Finish(Epochs(0.5), 10, 9876.5);
                now += 59_999;
                line.Update(Halfway, Measured);
            },
            () => now);
        Assert.Equal(3 + 1 + 1, screen.Rows.Length);
        Assert.All(screen.Rows.Take(3), row => Assert.Equal(
            "epoch 2/10  [==========..........]  30/60  loss 0.5124  accuracy 0.7500  f1 0.7000  12346 samples/s  eta 1:15", row));
        Assert.DoesNotContain(string.Concat(screen.Writes), c => char.IsControl(c) && c != '\n');
    }

    [Theory]
    [InlineData(false, "xterm-256color", true)]
    [InlineData(false, null, true)]
    [InlineData(false, "dumb", false)]
    [InlineData(true, "xterm-256color", false)]
    public void A_line_is_rewritten_in_a_terminal_that_is_not_dumb(bool isRedirected, string? terminal, bool rewrites) =>
        Assert.Equal(rewrites, ProgressLine.CanRewrite(isRedirected, terminal));

    [Theory]
    [InlineData(40, "epoch 2/10  [==...]  30/60  loss 0.5124")]
    [InlineData(60, "epoch 2/10  30/60  loss 0.5124  accuracy 0.7500  eta 1:15")]
    [InlineData(80, "epoch 2/10  [===....]  30/60  loss 0.5124  accuracy 0.7500  f1 0.7000  eta 1:15")]
    [InlineData(120, "epoch 2/10  [==========..........]  30/60  loss 0.5124  accuracy 0.7500  f1 0.7000  12346 samples/s  eta 1:15")]
    [InlineData(200, "epoch 2/10  [==========..........]  30/60  loss 0.5124  accuracy 0.7500  f1 0.7000  12346 samples/s  eta 1:15")]
    public void Where_there_is_no_room_for_all_the_bar_shrinks_and_then_what_is_worth_least_is_left_out(int width, string text) =>
        Assert.Equal(text, Running(width, Measured));

    [Theory]
    [InlineData(40, "epoch 2/10  [==...]  30/60  loss 0.5124")]
    [InlineData(60, "epoch 2/10  [==..]  30/60  loss 0.5124  f1 0.7000  eta 1:15")]
    [InlineData(80, "epoch 2/10  [===....]  30/60  loss 0.5124  f1 0.7000  12346 samples/s  eta 1:15")]
    [InlineData(120, "epoch 2/10  [===...]  30/60  loss 0.5124  a_measure_with_a_name_that_takes_half_of_the_line 0.2500  f1 0.7000  eta 1:15")]
    public void A_metric_whose_name_has_no_room_leaves_it_to_the_next(int width, string text) =>
        Assert.Equal(text, Running(width, Metric("a_measure_with_a_name_that_takes_half_of_the_line", 0.25), Metric("f1", 0.7)));

    [Fact]
    public void No_line_wraps_or_ends_inside_a_word()
    {
        string[] words = Running(200, Measured).Split(' ');
        for (int width = 1; width <= 130; width++)
        {
            string row = Running(width, Measured);
            Assert.InRange(row.Length, 0, width - 1);
            Assert.All(row.Split(' ', StringSplitOptions.RemoveEmptyEntries), w => Assert.True(w[0] == '[' || words.Contains(w), row));
        }
    }

    [Fact]
    public void A_terminal_s_line_is_rewritten_in_place_by_one_write_each()
    {
        long now = 0;
        Screen screen = Show(
            true,
            80,
            (line, screen) =>
            {
                for (int batch = 1; batch <= 60; batch++)
                {
                    now += 100;
                    line.Update(Halfway with { Batch = batch, Loss = 100.0 / batch }, Measured);
                    Assert.Equal(batch, screen.Writes.Count);
                    Assert.Contains($"  {batch}/60  ", Assert.Single(screen.Rows));
                    Assert.EndsWith("eta 1:15", screen.Rows[0]);
                }
                line.Finish(Epochs(0.5), 10, 9876.5);
            },
            () => now);
        Assert.Equal(61, screen.Writes.Count);
        Assert.DoesNotContain(string.Concat(screen.Writes), c => char.IsControl(c) && c is not ('\r' or '\n'));
        Assert.Equal(["epoch 1/10  loss 0.5000  accuracy 0.7500  val_loss 0.5000  val_accuracy 0.5000", ""], screen.Rows);
    }

    [Fact]
    public void A_shorter_text_leaves_nothing_of_the_longer_one_before() =>
        Assert.Equal(
            ["short", ""],
            Show(true, 120, (line, _) =>
            {
                line.Update(Halfway, Measured);
                line.WriteLine("short");
            }).Rows);

    [Fact]
    public void A_line_fits_a_terminal_that_changes_its_width_and_goes_on_below_where_it_became_too_narrow()
    {
        long now = 0;
        Show(
            true,
            120,
            (line, screen) =>
            {
                foreach (int width in new[] { 120, 60, 61, 200, 80, 40, 120 })
                {
                    now += 100;
                    screen.Columns = width;
                    line.Update(Halfway, Measured);
                    Assert.InRange(screen.Writes[^1].Length, 1, width);
                    Assert.Equal(Running(width, Measured), screen.Rows[^1]);
                }
                Assert.Equal(1 + 3, screen.Rows.Length);
            },
            () => now);
    }

    [Fact]
    public void Rewrites_come_at_most_ten_times_a_second()
    {
        long now = 0;
        Screen screen = Show(
            true,
            120,
            (line, _) =>
            {
                for (now = 0; now < 1000; now++)
                {
                    line.Update(Halfway, []);
                }
            },
            () => now);
        Assert.Equal(10, screen.Writes.Count);
    }

    [Fact]
    public void A_fit_that_ends_inside_an_epoch_leaves_its_line()
    {
        string[] rows = Show(true, 120, (line, _) =>
        {
            line.Update(Halfway, []);
            line.Leave();
            line.Leave();
        }).Rows;
        Assert.Equal(2, rows.Length);
        Assert.EndsWith("eta 1:15", rows[0]);
        Assert.Equal("", rows[1]);
    }

    [Fact]
    public void An_epoch_s_line_marks_the_best_validation_and_a_new_rate()
    {
        Screen screen = Show(false, 300, (line, _) =>
        {
            double[] losses = [0.5, 0.4, double.NaN, 0.45, 0.4, 0.3];
            for (int i = 1; i <= losses.Length; i++)
            {
                History history = new();
                Epochs(losses).Epochs.Take(i).ToList().ForEach(history.Add);
                line.Finish(history, 6, 5);
            }
        });
        string[] marks = [.. screen.Rows.SkipLast(1).Select(r => r.Split("  ")[3] + (r.Contains("  rate 0.0500", StringComparison.Ordinal) ? " new" : ""))];
        Assert.Equal(
            ["val_loss 0.5000", "val_loss 0.4000 (best)", "val_loss NaN", "val_loss 0.4500 new", "val_loss 0.4000", "val_loss 0.3000 (best)"], marks);
    }

    [Theory]
    [InlineData(0.254, "0.25 samples/s")]
    [InlineData(9.5, "9.5 samples/s")]
    [InlineData(12.3, "12 samples/s")]
    public void A_slow_model_has_a_speed_too(double speed, string text) =>
        Assert.Contains(
            $"  {text}  ",
            Show(false, 300, (line, _) => line.Finish(Epochs(0.5), 10, speed)).Rows[0]);

    private static Metric Metric(string name, double value) => new FixedMetric(name, value);

    private sealed class FixedMetric(string name, double value) : Metric(name)
    {
        public override double Value => value;

        public override void Update(in MetricBatch batch)
        {
        }
    }
}
