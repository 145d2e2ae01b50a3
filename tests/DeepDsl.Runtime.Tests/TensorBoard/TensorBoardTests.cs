using System.Text.Json;
using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Boards;

/// <summary>What a fit puts on a board, and that no board stops a fit.</summary>
public sealed class TensorBoardTests : IDisposable
{
    private static readonly Dataset Data = FitData.Make(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonFact]
    public void A_fit_has_curves_histograms_and_its_layers()
    {
        TinyClassifier net = new(seed: 1);
        FitOptions options = new() { Epochs = 3, BatchSize = 20, Validation = Data, Callbacks = [new TensorBoard(_folder["a"]) { EveryUpdates = 2 }] };
        History history = net.Fit(Data, options);
        JsonElement[] events = EventReader.Read(_folder["a"]);
        JsonElement[] validation = EventReader.Read(_folder["a/validation"]);

        Assert.Equal(history.Epochs.Select(e => (e.Epoch * 3L, (float)e.Loss)), EventReader.Scalars(events, "loss"));
        Assert.Equal(history.Epochs.Select(e => (e.Epoch * 3L, (float)e.Value("accuracy")!)), EventReader.Scalars(events, "accuracy"));
        Assert.Equal(history.Epochs.Select(e => (e.Epoch * 3L, (float)e.ValidationLoss!)), EventReader.Scalars(validation, "loss"));
        Assert.Equal([2, 4, 6, 8], EventReader.Scalars(events, "update/loss").Select(s => s.Step));
        foreach (Parameter parameter in net.Parameters)
        {
            (long step, JsonElement last) = EventReader.Values(events, parameter.Name)[^1];
            Assert.Equal((9, parameter.Length), (step, last.GetProperty("histogram").GetProperty("num").GetDouble()));
        }
        Assert.StartsWith("```\n", EventReader.Values(events, "model").Single().Value.GetProperty("tensor").GetProperty("string")[0].GetString());
    }

    [PythonFact]
    public void Steps_of_a_fit_that_resumes_go_on_in_a_new_file()
    {
        FitOptions options = new()
        {
            Epochs = 2, BatchSize = 20, CheckpointPath = _folder["c"], Resume = true, Callbacks = [new TensorBoard(_folder["a"]) { HistogramEpochs = 0 }],
        };
        new TinyClassifier(seed: 1).Fit(Data, options);
        new TinyClassifier(seed: 1).Fit(Data, options with { Epochs = 4 });
        Assert.Equal(2, Directory.GetFiles(_folder["a"]).Length);
        Assert.Equal([3, 6, 9, 12], EventReader.Scalars(EventReader.Read(_folder["a"]), "loss").Select(s => s.Step).Order());
    }

    [PythonFact]
    public void A_trial_of_a_search_has_its_settings_and_its_end()
    {
        // <search>
        double Score(Trial trial)
        {
            TinyClassifier net = new(trial.Seed);
            net.Training.LearningRate = trial.Point.Real("rate");
            TensorBoard board = new(_folder[$"search/{trial.Number}"]) { Settings = trial.Point };
            net.Fit(Data, trial.Options(new FitOptions { Validation = Data, Callbacks = [board] }));
            return net.Evaluate(Data).Loss;
        }
        // </search>

        Search.Run(new SearchSpace(SearchDimension.Real("rate", 0.01, 0.1)), Score, new SearchOptions { Trials = 2, Epochs = 1 });
        JsonElement[] events = EventReader.Read(_folder["search/1"]);
        JsonElement[] tags = [.. events.Where(e => e.TryGetProperty("summary", out _)).Select(e => e.GetProperty("summary").GetProperty("value")[0])];
        Assert.Contains(tags, t => t.GetProperty("tag").GetString() == "_hparams_/session_start_info");
        JsonElement end = tags.Single(t => t.GetProperty("tag").GetString() == "_hparams_/session_end_info");
        Assert.Equal(1, end.GetProperty("metadata").GetProperty("plugin").GetProperty("content").GetProperty("end").GetProperty("status").GetInt32());
        JsonElement experiment = tags.Single(t => t.GetProperty("tag").GetString() == "_hparams_/experiment");
        Assert.Equal(
            ["/loss", "/accuracy", "validation/loss", "validation/accuracy"],
            experiment.GetProperty("metadata").GetProperty("plugin").GetProperty("content").GetProperty("experiment").GetProperty("metrics")
                .EnumerateArray().Select(m => $"{m.GetProperty("name").GetProperty("group")}/{m.GetProperty("name").GetProperty("tag")}"));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_line_and_training_goes_on()
    {
        _folder.Write("file", "no folder");
        List<string> lines = [];
        string folder = _folder["file/run"];
        FitOptions options = new() { Epochs = 3, BatchSize = 20, Messages = lines.Add, Callbacks = [new TensorBoard(folder)] };
        TinyClassifier net = new(seed: 1);
        Assert.Equal(3, net.Fit(Data, options).Epochs.Count);
        Assert.StartsWith(
            $"TensorBoard: nothing more is written to {folder} in this fit, which goes on: ", Assert.Single(lines), StringComparison.Ordinal);
        TinyClassifier alone = new(seed: 1);
        alone.Fit(Data, options with { Callbacks = [] });
        Assert.Equal(alone.Bits(), net.Bits());
    }

    [Fact]
    public void A_disk_that_is_full_later_is_a_line_too()
    {
        List<string> lines = [];
        TensorBoard board = new(_folder["a"]) { Draw = (_, context) => { if (context.Epoch == 2) { throw new IOException("No space left on device"); } } };
        new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Epochs = 4, Messages = lines.Add, Callbacks = [board] });
        Assert.Equal(
            [$"TensorBoard: nothing more is written to {_folder["a"]} in this fit, which goes on: No space left on device"], lines);
    }
}
