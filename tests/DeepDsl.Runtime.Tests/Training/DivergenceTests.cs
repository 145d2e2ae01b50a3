using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

/// <summary>Values that are not finite are noticed before an update is made of them.</summary>
public sealed class DivergenceTests
{
    /// <summary>Tanh hides an infinity from the loss, but not from the gradients.</summary>
    [Theory]
    [InlineData(float.PositiveInfinity, 1)]
    [InlineData(float.NegativeInfinity, 1)]
    [InlineData(float.PositiveInfinity, 3)]
    public void An_infinity_that_the_loss_does_not_show_is_noticed_before_the_update(float value, int accumulate)
    {
        float[] x = [.. Enumerable.Range(0, 60).Select(i => (i % 7 / 7f) - 0.4f)];
        (x[44], x[45]) = (value, 0);
        float[] y = [.. Enumerable.Range(0, 30).Select(i => (float)(i % 2))];
        TinyMlp net = new();
        net.Parameter("dense1.bias").Edit().Fill(0.1f);
        float[] before = [];
        TrainingDivergedException e = Assert.Throws<TrainingDivergedException>(() => net.Fit(x, y, new FitOptions
        {
            Epochs = 3,
            BatchSize = 4,
            AccumulateSteps = accumulate,
            Shuffle = false,
            Callbacks = [new LambdaCallback { BatchEnd = _ => before = net.CopyValues() }],
        }));
        int update = (22 / (4 * accumulate)) + 1;
        int updates = (30 + (4 * accumulate) - 1) / (4 * accumulate);
        string number = float.IsPositive(value) ? "Infinity" : "-Infinity";
        Assert.Equal(
            $"The gradients became infinite or not a number in epoch 1, update {update} of {updates}. "
            + $"The data are the cause: row 22 of column 'x' holds {number}. Remove or replace such values. "
            + "The parameters are those before this update.",
            e.Message);
        Assert.Equal((1, update), (e.Epoch, e.Batch));
        Assert.Equal(before, net.CopyValues());
        Assert.All(before, v => Assert.True(float.IsFinite(v)));
    }

    /// <summary>The forward pass has written the row into a running mean by then.</summary>
    [Fact]
    public void Running_statistics_are_those_before_the_update_too()
    {
        Dataset data = FitData.Make(100);
        float[] x = data.InputArray();
        x[4 * 60] = float.NaN;
        TinyClassifier net = new(seed: 1);
        float[] before = [];
        Assert.Throws<TrainingDivergedException>(() => net.Fit(x, data.LabelArray(), new FitOptions
        {
            BatchSize = 20,
            Shuffle = false,
            Callbacks = [new LambdaCallback { BatchEnd = _ => before = net.CopyValues() }],
        }));
        Assert.Equal(before, net.CopyValues());
    }

    [Fact]
    public void A_hook_may_mend_gradients()
    {
        float[] x = [float.PositiveInfinity, 0, 0.5f, 1];
        TinyMlp net = new();
        net.OnGradients = gradients =>
        {
            foreach (ref float gradient in gradients.All)
            {
                gradient = float.IsFinite(gradient) ? gradient : 0;
            }
        };
        net.Fit(x, [0f, 1f], new FitOptions { Epochs = 2 });
        Assert.All(net.CopyValues(), v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void A_gradient_that_moves_nothing_does_not_matter()
    {
        float[] x = [float.PositiveInfinity, 0, 0.5f, 1];
        TinyMlp net = new();
        net.Parameter("dense1.weight").Frozen = true;
        net.Fit(x, [0f, 1f], new FitOptions { Epochs = 2 });
        Assert.All(net.Parameters.SelectMany(p => p.Value.ToArray()), v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void Parameters_that_an_earlier_update_made_infinite_are_named()
    {
        Dataset data = FitData.Make(40);
        TinyClassifier net = new(seed: 1);
        LambdaCallback spoil = new() { BatchEnd = c => c.Network.Parameter("dense1.bias").Edit()[1] = float.PositiveInfinity };
        TrainingDivergedException e = Assert.Throws<TrainingDivergedException>(
            () => net.Fit(data, new FitOptions { Callbacks = [spoil], BatchSize = 20 }));
        Assert.EndsWith(
            "normalize the inputs. Parameter 'dense1.bias' is no longer finite: go back to a checkpoint from before.",
            e.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_the_model_makes_finite_may_be_infinite()
    {
        float[] x = [float.PositiveInfinity, 0, 0.5f, 1];
        FlatModel net = new(FlatModel.DefineFittable(FlatModel.Vector("p", 3)));
        net.Fit(
            new Dataset([new DataColumn("input", x)], [new DataColumn("output", new float[4])]),
            new FitOptions { Epochs = 2, BatchSize = 4 });
        Assert.Equal(2, net.Step);
    }
}
