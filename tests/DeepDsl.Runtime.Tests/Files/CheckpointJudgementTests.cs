using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Files;

/// <summary>A checkpoint is judged as a whole before anything of a model changes.</summary>
public sealed class CheckpointJudgementTests : IDisposable
{
    private static readonly Dataset Data = FitData.Make(100);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("learning_rate", "-1", "'learning_rate' is '-1'")]
    [InlineData("learning_rate", "NaN", "'learning_rate' is 'NaN'")]
    [InlineData("learning_rate", "Infinity", "'learning_rate' is 'Infinity'")]
    [InlineData("learning_rate", "1e999", "'learning_rate' is '1e999'")]
    [InlineData("learning_rate", "1,000", "'learning_rate' is '1,000'")]
    [InlineData("step", "9223372036854775807", "'step' is '9223372036854775807'")]
    [InlineData("step", "9007199254740993", "'step' is '9007199254740993'")]
    [InlineData("optimizer_step", "14", "'optimizer_step' is '14'")]
    [InlineData("optimizer_step", "9223372036854775807", "'optimizer_step' is '9223372036854775807'")]
    [InlineData("fit.position", "1 0 9223372036854775807 0 0 0.05", "9223372036854775807 updates")]
    [InlineData("fit.position", "1 0 -13 0 0 0.05", "-13 updates")]
    [InlineData("fit.position", "1 0 14 0 0 0.05", "14 updates")]
    [InlineData("fit.position", "1 9999 10012 0 0 0.05", "at update 9999 of 13")]
    [InlineData("fit.position", "-1 0 -13 0 0 0.05", "epoch 0")]
    [InlineData("fit.position", "2 0 26 0 0 0.05", "1 epochs of history")]
    [InlineData("fit.position", "1 0 13 NaN 0 0.05", "a loss of NaN")]
    [InlineData("fit.position", "1 0 13 0 -1 0.05", "a weight of -1")]
    [InlineData("fit.position", "1 0 13 0 Infinity 0.05", "a weight of Infinity")]
    [InlineData("fit.position", "1 0 13 0 0 NaN", "a rate of NaN")]
    [InlineData("fit.position", "1 0 13 0 0 -0.5", "a rate of -0.5")]
    [InlineData("fit.position", "1 0 13 0 0 0.05 7", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.plan", "100 0 1 False True 0 1", "batches of 0")]
    [InlineData("fit.plan", "0 0 1 False True 0 1", "0 samples")]
    [InlineData("fit.plan", "100 101 1 False True 0 1", "batches of 101")]
    [InlineData("fit.plan", "100 8 0 False True 0 1", "AccumulateSteps 0")]
    [InlineData("fit.plan", "100 8 1 False True 0 1 9", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.history", "accuracy\nloss", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.history", "loss\nloss", "the position of the fit in this checkpoint is damaged")]
    public void Values_that_cannot_be_are_refused_before_anything_changes(string key, string value, string expected)
    {
        string path = Changed(Saved(), key, value);
        UntouchedModel.Unchanged(net => UntouchedModel.Says<InvalidDataException>(expected, () => net.LoadCheckpoint(path)));
        UntouchedModel.Unchanged(net => UntouchedModel.Says<InvalidDataException>(
            expected, () => { net.Fit(Data, new FitOptions { Epochs = 2, Resume = true, CheckpointPath = path }); }));
    }

    [Theory]
    [InlineData("fit.unknown", "'fit.unknown'")]
    [InlineData("fit.metric.0", "1 metrics between epochs")]
    [InlineData("fit.metric.5", "'fit.metric.5'")]
    [InlineData("fit.callback.x.best", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.callback.0", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.callback.1001.best", "the position of the fit in this checkpoint is damaged")]
    public void Surplus_tensors_are_refused_before_anything_changes(string name, string expected)
    {
        SafetensorsTensor surplus = SafetensorsTensor.FromDoubles(name, [2], [1, 2]);
        string path = UntouchedModel.Rewritten(Saved(), tensors => [.. tensors, surplus]);
        UntouchedModel.Unchanged(net => UntouchedModel.Says<InvalidDataException>(expected, () => net.LoadCheckpoint(path)));
    }

    [Theory]
    [InlineData(0, double.NaN)]
    [InlineData(2, double.NegativeInfinity)]
    [InlineData(2, -1)]
    [InlineData(3, -1)]
    [InlineData(3, double.NaN)]
    public void A_history_that_cannot_be_is_refused_before_anything_changes(int column, double value)
    {
        string path = UntouchedModel.Rewritten(Saved(), tensors => [.. tensors.Select(tensor =>
        {
            double[] values = tensor.Name == "fit.history" ? [.. tensor.ToDoubles()] : [];
            values = values.Length == 0 ? values : [.. values[..column], value, .. values[(column + 1)..]];
            return values.Length == 0 ? tensor : SafetensorsTensor.FromDoubles(tensor.Name, [.. tensor.Shape], values);
        })]);
        UntouchedModel.Unchanged(net => UntouchedModel.Says<InvalidDataException>("epoch 1 of the history", () => net.LoadCheckpoint(path)));
    }

    [Fact]
    public void A_load_forgets_passes_that_led_to_no_update()
    {
        TinyClassifier saved = new(dropout: 0.5f);
        saved.SaveCheckpoint(_folder["c"]);
        TinyClassifier loaded = new(dropout: 0.5f);
        using (TrainingCall call = loaded.BeginTraining(1))
        {
            call.SetInput(0, new float[4]);
            call.Forward();
        }

        loaded.LoadCheckpoint(_folder["c"]);
        saved.Fit(Data, new FitOptions { Epochs = 1 });
        loaded.Fit(Data, new FitOptions { Epochs = 1 });
        Assert.Equal(saved.Bits(), loaded.Bits());
    }

    private string Saved()
    {
        TinyClassifier net = new(seed: 1);
        net.Fit(Data, new FitOptions { Epochs = 1 });
        net.SaveCheckpoint(_folder["c"]);
        return _folder["c"];
    }

    private static string Changed(string path, string key, string value)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        SafetensorsFile.Write(path, file.Tensors.Values, new Dictionary<string, string>(file.Metadata) { [key] = value });
        return path;
    }
}
