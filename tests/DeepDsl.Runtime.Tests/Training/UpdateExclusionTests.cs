using System.Globalization;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

/// <summary>An update by hand, outside of any training call, has the model to itself as well.</summary>
public sealed class UpdateExclusionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Each update takes 1 from every weight, so that the weights say how many there were.</summary>
    [Fact]
    public void A_checkpoint_beside_updates_is_of_one_moment()
    {
        FlatModel net = new(FlatModel.Vector("p", 300_000));
        net.Training.Optimizer = Optimizer.SGD;
        net.Training.LearningRate = 1;
        bool ended = false;
        Thread thread = new(() =>
        {
            while (!Volatile.Read(ref ended))
            {
                net.Gradients.All.Fill(1);
                net.Update();
            }
        });
        thread.Start();
        List<string> torn = [];
        int saved = 0;
        while (saved < 40)
        {
            try
            {
                net.SaveCheckpoint(_folder["c"]);
                saved++;
            }
            catch (InvalidOperationException)
            {
                // In the middle of an update.
                Thread.Yield();
                continue;
            }

            SafetensorsFile file = SafetensorsFile.Read(_folder["c"]);
            float[] values = file.Tensor("model.p").ToFloats();
            long step = long.Parse(file.Metadata["step"], CultureInfo.InvariantCulture);
            if (values.AsSpan().ContainsAnyExcept(-step))
            {
                torn.Add($"step {step}: {values[0]} and {values[^1]}");
            }
        }

        Volatile.Write(ref ended, true);
        thread.Join();
        Assert.NotEqual(0, net.Step);
        Assert.Empty(torn);
    }

    [Fact]
    public void The_hook_on_gradients_loads_no_weights()
    {
        TinyClassifier net = new(seed: 1);
        net.SaveWeights(_folder["w"]);
        net.OnGradients = _ => net.LoadWeights(_folder["w"]);
        Assert.Equal(
            "TinyClassifier is in the middle of an update, whose gradients are those of the weights before, so LoadWeights is refused. "
            + "Call it from OnBatchEnd or OnEpochEnd of a callback.",
            Assert.Throws<InvalidOperationException>(() => { net.Fit(FitData.Make(20), new FitOptions { Epochs = 1 }); }).Message);
    }
}
