using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

/// <summary>What a callback may do with the model of its fit, between two updates.</summary>
public sealed class CallbackRightsTests : IDisposable
{
    private static readonly Dataset Data = FitData.Make(60);
    private static readonly FitOptions Options = new() { Epochs = 2, BatchSize = 20 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_checkpoint_is_not_taken_in_the_middle_of_an_update()
    {
        TinyClassifier net = new(seed: 1);
        net.OnGradients = _ => net.SaveCheckpoint(_folder["c"]);
        Assert.Equal(
            "TinyClassifier is in the middle of an update, where a fit cannot resume, so SaveCheckpoint is refused. "
            + "Call it from OnBatchEnd or OnEpochEnd of a callback.",
            Assert.Throws<InvalidOperationException>(() => { net.Fit(Data, Options); }).Message);
        Assert.Empty(_folder.Names);
        net.OnGradients = null;
        net.SaveCheckpoint(_folder["c"]);
    }

    [Fact]
    public void A_callback_predicts_evaluates_and_saves_without_a_trace()
    {
        TinyClassifier straight = new(seed: 1, dropout: 0.4f);
        straight.Fit(Data, Options);
        TinyClassifier net = new(seed: 1, dropout: 0.4f);
        net.Fit(Data, Options with
        {
            Callbacks =
            [
                new LambdaCallback
                {
                    BatchEnd = c =>
                    {
                        using (InferenceCall call = c.Network.BeginInference(1))
                        {
                            call.SetInput(0, new float[4]);
                            call.Run();
                        }
                        c.Network.Evaluate(Data, [new F1Score()]);
                        c.Network.SaveWeights(_folder["w"]);
                        c.Network.SaveCheckpoint(_folder["c"]);
                    },
                },
            ],
        });
        Assert.Equal(straight.Bits(), net.Bits());
    }

    [Fact]
    public void A_callback_edits_and_loads_weights_between_updates()
    {
        TinyClassifier zero = new(seed: 3);
        zero.Parameters[0].Edit().Clear();
        zero.Parameters[1].Edit().Clear();
        zero.SaveWeights(_folder["zero"]);
        List<float> first = [];
        TinyClassifier net = new(seed: 1);
        net.Training.LearningRate = 0;
        net.Fit(Data, Options with
        {
            Callbacks =
            [
                new LambdaCallback
                {
                    BatchEnd = c =>
                    {
                        first.Add(c.Network.Parameters[0].Value[0]);
                        if (c.Step == 2)
                        {
                            c.Network.LoadWeights(_folder["zero"]);
                        }
                        if (c.Step == 4)
                        {
                            c.Network.Parameters[0].Edit()[0] = 7;
                        }
                    },
                },
            ],
        });
        Assert.Equal([first[0], first[0], 0, 0, 7, 7], first);
        Assert.NotEqual(0, first[0]);
    }

    [Fact]
    public void A_rate_that_a_callback_sets_counts_from_the_next_update_on()
    {
        TinyClassifier net = new(seed: 1);
        net.Training.LearningRate = 0.2;
        List<double> rates = [];
        string path = _folder["c"];
        FitOptions options = Options with
        {
            Schedule = new ExponentialSchedule(0.5),
            Callbacks =
            [
                new LambdaCallback
                {
                    BatchEnd = c =>
                    {
                        rates.Add(c.LearningRate);
                        if (c.Step == 2)
                        {
                            c.Network.Training.LearningRate = 0.4;
                        }
                        if (c.Step == 4)
                        {
                            c.Network.SaveCheckpoint(path);
                        }
                    },
                },
            ],
        };
        net.Fit(Data, options);
        Assert.Equal([0.2, 0.2, 0.4, 0.2, 0.2, 0.2], rates);
        Assert.Equal(0.4, net.Training.LearningRate);
        TinyClassifier resumed = new(seed: 1);
        resumed.Fit(Data, options with { Resume = true, CheckpointPath = path, Callbacks = [] });
        Assert.Equal(net.Bits(), resumed.Bits());
    }
}
