using DeepDsl.CompilerServices;
using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Files;

public sealed class CheckpointTests : IDisposable
{
    private static readonly Dataset Data = FitData.Make(100);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Everything that has a state: schedule, metrics, validation, a callback with parameters of its own.</summary>
    private static FitOptions Options(int epochs, params Callback[] callbacks) => new()
    {
        Epochs = epochs,
        BatchSize = 16,
        AccumulateSteps = 2,
        Seed = 11,
        Validation = FitData.Make(30, seed: 6),
        Schedule = new PlateauSchedule(0.5, patience: 0) { Threshold = 0.2, WarmUpSteps = 5 },
        Metrics =
        [
            new Accuracy(), new F1Score(), new ConfusionMatrix(), new AreaUnderCurve(), new LogLoss(), new BrierScore(), new CalibrationError(),
            new MeanReciprocalRank(), new Bleu(longest: 1), new ExactMatch(), new SpanF1(["O", "B-A", "I-A"]),
        ],
        Callbacks = callbacks,
    };

    private static TinyClassifier Model() => new(seed: 1, dropout: 0.3f);

    /// <summary>The same model, but with parameters, optimizer and counters that a load must overwrite.</summary>
    private static TinyClassifier Astray()
    {
        TinyClassifier net = Model();
        net.Fit(FitData.Make(21, seed: 44), new FitOptions { Epochs = 1 });
        return net;
    }

    private static void AssertEqual(History expected, History actual)
    {
        Assert.Equal(expected.Epochs.Count, actual.Epochs.Count);
        foreach (string name in expected.Epochs[0].Names)
        {
            Assert.Equal(expected[name].Select(BitConverter.DoubleToInt64Bits), actual[name].Select(BitConverter.DoubleToInt64Bits));
        }
        Assert.Equal(expected.Epochs.Select(e => e.LearningRate), actual.Epochs.Select(e => e.LearningRate));
    }

    [Fact]
    public void Four_epochs_are_two_and_two_bit_for_bit()
    {
        TinyClassifier straight = Model();
        History whole = straight.Fit(Data, Options(4));
        TinyClassifier first = Model();
        first.Fit(Data, Options(2));
        first.SaveCheckpoint(_folder["c"]);
        TinyClassifier second = Astray();
        second.LoadCheckpoint(_folder["c"]);
        Assert.Equal(first.Bits(), second.Bits());
        History resumed = second.Fit(Data, Options(4) with { Resume = true });
        Assert.Equal(straight.Bits(), second.Bits());
        AssertEqual(whole, resumed);
    }

    [Fact]
    public void What_the_program_sets_is_not_in_a_checkpoint()
    {
        TinyClassifier saved = Model();
        saved.Training.LearningRate = 0.125;
        (saved.Training.ClipNorm, saved.Training.WeightDecay, saved.Parameters[0].LearningRate) = (2, 0.5, 0.1);
        saved.SaveCheckpoint(_folder["c"]);

        TinyClassifier loaded = Model();
        (loaded.Training.ClipNorm, loaded.Parameters[1].LearningRate) = (3, 0.2);
        loaded.LoadCheckpoint(_folder["c"]);
        Assert.Equal(0.125, loaded.Training.LearningRate);
        Assert.Equal((3, Model().Training.WeightDecay), (loaded.Training.ClipNorm, loaded.Training.WeightDecay));
        Assert.Equal((1.0, 0.2), (loaded.Parameters[0].LearningRate, loaded.Parameters[1].LearningRate));
    }

    /// <summary>Of a file that an earlier version wrote nothing is known, so what the program has set stays.</summary>
    [Fact]
    public void What_is_frozen_is_in_a_checkpoint()
    {
        TinyClassifier saved = Model();
        saved.Parameters[0].Frozen = true;
        saved.SaveCheckpoint(_folder["c"]);
        TinyClassifier loaded = Model();
        loaded.Parameters[1].Frozen = true;
        loaded.LoadCheckpoint(_folder["c"]);
        Assert.Equal((true, false), (loaded.Parameters[0].Frozen, loaded.Parameters[1].Frozen));

        SafetensorsFile file = SafetensorsFile.Read(_folder["c"]);
        Dictionary<string, string> metadata = file.Metadata.Where(m => m.Key != "frozen").ToDictionary();
        SafetensorsFile.Write(_folder["before"], [.. file.Tensors.Values], metadata);
        loaded.Parameters[1].Frozen = true;
        loaded.LoadCheckpoint(_folder["before"]);
        Assert.Equal((true, true), (loaded.Parameters[0].Frozen, loaded.Parameters[1].Frozen));

        SafetensorsFile.Write(_folder["damaged"], [.. file.Tensors.Values], new Dictionary<string, string>(metadata) { ["frozen"] = "other.weight" });
        string message = Assert.Throws<InvalidDataException>(() => loaded.LoadCheckpoint(_folder["damaged"])).Message;
        Assert.Contains("'frozen' is 'other.weight', which is not a list of parameters and states of", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_ends_a_change_of_optimizer()
    {
        TinyClassifier straight = Model();
        straight.Training.Optimizer = Optimizer.Momentum;
        straight.Fit(Data, Options(2));
        straight.SaveCheckpoint(_folder["c"]);
        straight.Fit(Data, Options(4) with { Resume = true });
        TinyClassifier second = Astray();
        second.Training.Optimizer = Optimizer.Momentum;
        second.LoadCheckpoint(_folder["c"]);
        second.Fit(Data, Options(4) with { Resume = true });
        Assert.Equal(straight.Bits(), second.Bits());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(11)]
    public void A_fit_resumed_after_any_update_ends_in_the_same_bits(int step)
    {
        TinyClassifier straight = Model();
        EarlyStopping straightStop = new(patience: 99) { RestoreBest = true };
        History whole = straight.Fit(Data, Options(3, straightStop));
        TinyClassifier first = Model();
        string path = _folder["c"];
        LambdaCallback save = new() { BatchEnd = c => { if (c.Step == step) { c.Network.SaveCheckpoint(path); c.Stop("saved"); } } };
        first.Fit(Data, Options(3, new EarlyStopping(patience: 99) { RestoreBest = true }, save));
        TinyClassifier second = Astray();
        second.LoadCheckpoint(path);
        EarlyStopping stop = new(patience: 99) { RestoreBest = true };
        History resumed = second.Fit(Data, Options(3, stop) with { Resume = true });
        Assert.Equal(straight.Bits(), second.Bits());
        Assert.Equal(straightStop.BestEpoch, stop.BestEpoch);
        AssertEqual(whole, resumed);
    }

    [Theory]
    [InlineData(SimdWidth.Scalar, SimdWidth.Bits128, true)]
    [InlineData(SimdWidth.Bits128, SimdWidth.Scalar, true)]
    [InlineData(SimdWidth.Bits128, SimdWidth.Bits128, false)]
    public void A_fit_that_goes_on_with_other_registers_says_so(SimdWidth before, SimdWidth after, bool says)
    {
        TinyClassifier first = new(device: Device.Cpu(1, before));
        first.Fit(Data, Options(1));
        first.SaveCheckpoint(_folder["c"]);
        TinyClassifier second = new(device: Device.Cpu(1, after));
        second.LoadCheckpoint(_folder["c"]);
        string line = $"This fit ran with {SimdLevel.Name(before)} and goes on with {SimdLevel.Name(after)}: ";
        Assert.Equal(says, Said(() => second.Fit(Data, Options(2) with { Resume = true })).Contains(line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_checkpoint_without_registers_goes_on_silently()
    {
        TinyClassifier first = Model();
        first.Fit(Data, Options(1));
        first.SaveCheckpoint(_folder["new"]);
        SafetensorsFile file = SafetensorsFile.Read(_folder["new"]);
        SafetensorsFile.Write(
            _folder["old"], file.Tensors.Values, file.Metadata.Where(m => m.Key != "fit.registers").ToDictionary(m => m.Key, m => m.Value));
        Assert.NotEqual(File.ReadAllBytes(_folder["new"]).Length, File.ReadAllBytes(_folder["old"]).Length);
        TinyClassifier second = Model();
        second.LoadCheckpoint(_folder["old"]);
        Assert.DoesNotContain("This fit ran with", Said(() => second.Fit(Data, Options(2) with { Resume = true })), StringComparison.Ordinal);
        first.Fit(Data, Options(2) with { Resume = true });
        Assert.Equal(first.Bits(), second.Bits());
    }

    private static string Said(Action action)
    {
        TextWriter console = Console.Out;
        using StringWriter text = new();
        Console.SetOut(TextWriter.Synchronized(text));
        try
        {
            action();
        }
        finally
        {
            Console.SetOut(console);
        }
        return text.ToString();
    }

    [Fact]
    public void A_checkpoint_path_saves_each_epoch_and_resumes_by_itself()
    {
        TinyClassifier straight = Model();
        straight.Fit(Data, Options(4));
        FitOptions options = Options(4) with { CheckpointPath = _folder["c"], Resume = true };
        LambdaCallback crash = new() { BatchEnd = c => { if (c.Step == 10) { throw new InvalidTimeZoneException(); } } };
        Assert.Throws<InvalidTimeZoneException>(() => { Model().Fit(Data, options with { Callbacks = [crash] }); });
        TinyClassifier again = Astray();
        Assert.Equal(4, again.Fit(Data, options).Epochs.Count);
        Assert.Equal(straight.Bits(), again.Bits());
    }

    [Fact]
    public void Resume_of_nothing_and_of_another_fit_is_refused()
    {
        TinyClassifier net = new(seed: 1);
        Assert.Equal(
            "FitOptions.Resume is set, but no fit was interrupted here and no checkpoint of one was loaded. "
            + "Call LoadCheckpoint first, set FitOptions.CheckpointPath, or set Resume = false.",
            Assert.Throws<InvalidOperationException>(() => { net.Fit(Data, new FitOptions { Resume = true }); }).Message);
        net.Fit(Data, new FitOptions { Epochs = 1 });
        Assert.Equal(
            "This fit has Seed 4 instead of 0, so it cannot resume the saved one. Give the same data and options, or set Resume = false.",
            Assert.Throws<InvalidOperationException>(() => { net.Fit(Data, new FitOptions { Resume = true, Seed = 4 }); }).Message);
        Assert.Contains(
            "This fit has 99 training samples instead of 100",
            Assert.Throws<InvalidOperationException>(() => { net.Fit(Data.Take(99), new FitOptions { Resume = true }); }).Message);
        TinyClassifier other = new(seed: 2);
        net.SaveCheckpoint(_folder["c"]);
        other.LoadCheckpoint(_folder["c"]);
        Assert.Contains(
            "This fit has a model made with seed 2 instead of 1",
            Assert.Throws<InvalidOperationException>(() => { other.Fit(Data, new FitOptions { Resume = true }); }).Message);
        // No refusal has forgotten where the fit stands.
        Assert.Equal(2, net.Fit(Data, new FitOptions { Epochs = 2, Resume = true }).Epochs.Count);
    }

    [Fact]
    public void Another_spec_is_an_error_that_shows_the_difference_and_changes_nothing()
    {
        new TinyClassifier(spec: "TinyClassifier: Input(4), Dense(3)").SaveCheckpoint(_folder["c"]);
        TinyClassifier net = new(seed: 2);
        int[] before = net.Bits();
        string message = Assert.Throws<InvalidDataException>(() => net.LoadCheckpoint(_folder["c"])).Message;
        Assert.Contains(
            "is the checkpoint of another model than TinyClassifier, or of an earlier declaration of it: the first difference is '",
            message);
        Assert.Contains("'ssifier: Input(4), Dense(3)' in the file against 'ssifier: Input(4), Dropout, Dense(3)' in the model", message);
        Assert.Equal(before, net.Bits());
    }

    [Fact]
    public void What_is_not_a_checkpoint_says_so()
    {
        TinyClassifier net = new(seed: 1);
        net.SaveWeights(_folder["w"]);
        Assert.Equal(
            $"{_folder["w"]} is not a checkpoint. Read files of weights with LoadWeights.",
            Assert.Throws<InvalidDataException>(() => net.LoadCheckpoint(_folder["w"])).Message);
    }

    [Fact]
    public void Weights_alone_can_be_taken_out_of_a_checkpoint()
    {
        TinyClassifier net = new(seed: 1);
        net.Fit(Data, new FitOptions { Epochs = 1 });
        net.SaveCheckpoint(_folder["c"]);
        TinyClassifier read = new(seed: 2);
        Assert.True(read.LoadWeights(_folder["c"], prefix: "model.").IsExact);
        Assert.Equal(net.Bits(), read.Bits());
    }

    [Theory]
    [InlineData("step", "x", "'step' is 'x', which is not a whole number from 0 to 9007199254740992. The checkpoint is damaged.")]
    [InlineData("step", "-1", "'step' is '-1', which is not a whole number from 0 to 9007199254740992. The checkpoint is damaged.")]
    [InlineData("learning_rate", "", "'learning_rate' is '', which is not a finite number of at least 0. The checkpoint is damaged.")]
    [InlineData("deepdsl.checkpoint", "77", "is a checkpoint of format 77, but this version reads format 1.")]
    [InlineData("fit.position", "1 2", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.position", "99999999999 0 0 0 0 0", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.plan", "", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.history", "", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.history", "a\nb", "the position of the fit in this checkpoint is damaged")]
    [InlineData("optimizer", "Lion", "holds the state of Lion, but TinyClassifier trains with")]
    public void Damaged_metadata_is_one_clear_error_that_changes_nothing(string key, string value, string expected)
    {
        TinyClassifier net = new(seed: 1);
        net.Fit(Data, new FitOptions { Epochs = 1 });
        net.SaveCheckpoint(_folder["c"]);
        SafetensorsFile file = SafetensorsFile.Read(_folder["c"]);
        SafetensorsFile.Write(_folder["c"], file.Tensors.Values, new Dictionary<string, string>(file.Metadata) { [key] = value });
        TinyClassifier read = new(seed: 2);
        int[] before = read.Bits();
        string message = Assert.Throws<InvalidDataException>(() => read.LoadCheckpoint(_folder["c"])).Message;
        Assert.Contains(expected, message);
        Assert.Equal(before, read.Bits());
    }

    [Fact]
    public void Missing_tensors_are_one_clear_error_that_changes_nothing()
    {
        TinyClassifier net = new(seed: 1);
        net.Fit(Data, new FitOptions { Epochs = 1 });
        net.SaveCheckpoint(_folder["c"]);
        SafetensorsFile file = SafetensorsFile.Read(_folder["c"]);
        TinyClassifier read = new(seed: 2);
        int[] before = read.Bits();
        foreach (SafetensorsTensor tensor in file.Tensors.Values)
        {
            SafetensorsFile.Write(_folder["cut"], file.Tensors.Values.Where(t => t != tensor), file.Metadata);
            Assert.Contains(tensor.Name, Assert.Throws<InvalidDataException>(() => read.LoadCheckpoint(_folder["cut"])).Message);
            Assert.Equal(before, read.Bits());
        }
    }

    [Fact]
    public void A_position_that_cannot_be_is_refused()
    {
        TinyClassifier net = new(seed: 1);
        net.Fit(Data, new FitOptions { Epochs = 1 });
        net.SaveCheckpoint(_folder["c"]);
        SafetensorsFile file = SafetensorsFile.Read(_folder["c"]);
        SafetensorsFile.Write(
            _folder["c"], file.Tensors.Values, new Dictionary<string, string>(file.Metadata) { ["fit.position"] = "1 9999 0 0 0 0" });
        Assert.Contains(
            "with 1 epochs of history",
            Assert.Throws<InvalidDataException>(() => net.LoadCheckpoint(_folder["c"])).Message);
    }
}
