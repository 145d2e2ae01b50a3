using System.Globalization;
using System.Text.Json;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

public sealed class HistoryTests
{
    private static readonly Dataset Data = FitData.Make(40);

    [Fact]
    public void The_table_has_a_column_per_value_and_a_row_per_epoch()
    {
        History history = Fitted();
        Assert.Equal(["epoch", "loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds"], history.Columns);
        string[] lines = history.ToString().Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Equal("enough", lines[^1]);
        Assert.Single(lines.Take(4).Select(l => l.Length).Distinct());
        Assert.StartsWith("    2  " + ProgressLine.Number(history["loss"][1]), lines[2]);
    }

    [Fact]
    public void Csv_and_json_hold_every_number_as_it_is()
    {
        History history = Fitted();
        string[] lines = history.ToCsv().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(string.Join(',', history.Columns), lines[0]);
        using JsonDocument json = JsonDocument.Parse(history.ToJson());
        Assert.Equal(history.Columns, json.RootElement.GetProperty("columns").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal("enough", json.RootElement.GetProperty("stopReason").GetString());
        JsonElement[] rows = [.. json.RootElement.GetProperty("rows").EnumerateArray()];
        Assert.Equal(3, rows.Length);
        for (int i = 0; i < 3; i++)
        {
            EpochResult epoch = history.Epochs[i];
            double[] expected = [i + 1, .. epoch.Names.Select(n => epoch.Value(n)!.Value), epoch.LearningRate, epoch.Seconds];
            Assert.Equal(expected, rows[i].Doubles());
            Assert.Equal(expected, lines[i + 1].Split(',').Select(c => double.Parse(c, CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void A_number_that_json_does_not_know_is_null()
    {
        History history = new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Epochs = 1, Metrics = [new NoNumber()] });
        using JsonDocument json = JsonDocument.Parse(history.ToJson());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("rows")[0][2].ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("stopReason").ValueKind);
        Assert.Contains("NaN", history.ToCsv(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_epoch_there_is_no_table()
    {
        History history = new();
        Assert.Empty(history.Columns);
        Assert.Equal("", history.ToCsv());
        Assert.Equal("", history.ToString());
        Assert.Equal("{\"columns\":[],\"rows\":[],\"stopReason\":null}", history.ToJson());
    }

    private static History Fitted()
    {
        LambdaCallback stop = new() { EpochEnd = (c, e) => { if (e.Epoch == 3) { c.Stop("enough"); } } };
        return new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Epochs = 9, Validation = Data, Callbacks = [stop] });
    }

    private sealed class NoNumber() : Metric("none")
    {
        public override double Value => double.NaN;

        public override void Update(in MetricBatch batch)
        {
        }
    }
}
