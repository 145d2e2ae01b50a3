using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

/// <summary>Data and options that cannot be trained on are refused before the first update, in words.</summary>
public sealed class FitErrorTests
{
    private static string Error(Dataset data, FitOptions? options = null) =>
        Assert.Throws<ArgumentException>(() => { new TinyClassifier(seed: 1).Fit(data, options); }).Message;

    [Fact]
    public void Data_that_do_not_fit_the_model()
    {
        Assert.Equal(
            "Column 'input' of the training set has 3 floats per sample, but input 'input' takes 4 floats [4].",
            Error(Dataset.FromArrays(new float[6], new int[2])));
        Assert.Equal(
            "Column 'input' of the training set has 4 ints per sample, but input 'input' takes 4 floats [4].",
            Error(Dataset.FromTokens(new int[8], new int[2])));
        Assert.Equal(
            "Column 'target' of the training set has 2 floats per sample, but SoftmaxCrossEntropy on output 'output' takes 3 floats [3] "
            + "or 1 int (class labels).",
            Error(Dataset.FromArrays(new float[8], new float[4], targetWidth: 2)));
        Assert.Equal(
            "Row 1 of column 'target' of the training set holds 3, but SoftmaxCrossEntropy on output 'output' takes values from 0 to 2.",
            Error(Dataset.FromArrays(new float[8], [0, 3])));
        Assert.Equal(
            "Row 0 of column 'target' of the training set holds -1, but SoftmaxCrossEntropy on output 'output' takes values from 0 to 2.",
            Error(Dataset.FromArrays(new float[8], [-1, 0])));
        Assert.Equal(
            "The training set has 0 targets (), but TinyClassifier has 1 target ('output'). "
            + "Give one column for each, in this order or with these names.",
            Error(new Dataset([new DataColumn("input", new float[4], 4)], [])));
        Assert.Equal("The training set is empty; TinyClassifier needs at least one sample.", Error(FitData.Make(3).Take(0)));
        Assert.Equal(
            "The validation set is empty; TinyClassifier needs at least one sample.",
            Error(FitData.Make(3), new FitOptions { Validation = FitData.Make(3).Take(0) }));
    }

    [Fact]
    public void A_model_without_a_loss() =>
        Assert.Equal(
            "TinyClassifier has no loss to train or evaluate by. Add [Loss(...)] to the class.",
            Assert.Throws<InvalidOperationException>(() => { new TinyClassifier(loss: false).Fit(FitData.Make(3)); }).Message);

    [Fact]
    public void A_model_without_a_loss_given_arrays()
    {
        TinyClassifier net = new(loss: false);
        const string expected = "TinyClassifier has no loss to train or evaluate by. Add [Loss(...)] to the class.";
        Assert.Equal(expected, Assert.Throws<InvalidOperationException>(() => { net.Fit(new float[4], new int[1]); }).Message);
        Assert.Equal(expected, Assert.Throws<InvalidOperationException>(() => { net.Fit(new float[4], new float[3]); }).Message);
        Assert.Equal(expected, Assert.Throws<InvalidOperationException>(() => net.Evaluate(new float[4], new int[1])).Message);
    }

    [Fact]
    public async Task Nothing_in_place_of_data()
    {
        TinyClassifier net = new(seed: 1);
        Null("The training set is null; TinyClassifier needs at least one sample.", () => net.Fit((Dataset)null!));
        Null(
            "The training set is null; TinyClassifier needs at least one sample.",
            () => net.Fit((Dataset)null!, new FitOptions { ValidationFraction = 0.5 }));
        Null("The data set is null; TinyClassifier needs at least one sample.", () => net.Evaluate((Dataset)null!));
        Null("The inputs are null; TinyClassifier needs at least one sample.", () => net.Fit(null!, new int[1]));
        Null("The targets are null; TinyClassifier needs at least one sample.", () => net.Fit(new float[4], (int[])null!));
        Null("The targets are null; TinyClassifier needs at least one sample.", () => net.Fit(new float[4], (float[])null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => net.FitAsync(null!));

        static void Null(string expected, Action action) =>
            Assert.StartsWith(expected, Assert.Throws<ArgumentNullException>(action).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, "-1")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Sample_weights_that_weigh_nothing_sensible(float weight, string text)
    {
        string expected = $"Sample 1 has the weight {text}; weights must be finite and not negative.";
        DataColumn[] inputs = [new("input", new float[8], 4)];
        DataColumn[] targets = [new("output", new int[2])];
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => new Dataset(inputs, targets, [1, weight])).Message);
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => new Dataset(inputs, targets).WithWeights([1, weight])).Message);

        // An array that changes once the data set has it.
        float[] weights = [1, 1];
        Dataset data = new(inputs, targets, weights);
        weights[1] = weight;
        TinyClassifier net = new(seed: 1);
        int[] before = net.Bits();
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => { net.Fit(data); }).Message);
        Assert.Equal(before, net.Bits());
    }

    [Fact]
    public void Settings_of_callbacks()
    {
        Says("Checkpointing.EveryEpochs is 0; it must be at least 1.", () => new Checkpointing("c") { EveryEpochs = 0 });
        Says("EarlyStopping waits for a patience of 0 epochs; it must be at least 1.", () => new EarlyStopping(patience: 0));
        Says("EarlyStopping.MinDelta is NaN; it must be finite and not negative.", () => new EarlyStopping { MinDelta = double.NaN });
        Says("EarlyStopping.MinDelta is -1; it must be finite and not negative.", () => new EarlyStopping { MinDelta = -1 });

        static void Says(string expected, Func<Callback> make) =>
            Assert.StartsWith(expected, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_out_of_range_in_a_row_that_is_not_used_does_not_matter() =>
        new TinyClassifier(seed: 1).Fit(Dataset.FromArrays(new float[8], [0, 3]).Take(1), new FitOptions { Epochs = 1 });

    [Fact]
    public void Columns_are_matched_by_name_where_the_names_are_there()
    {
        DataColumn wrong = new("other", new float[2], 1);
        DataColumn right = new("input", new float[8], 4);
        new TinyClassifier(seed: 1).Fit(new Dataset([wrong, right], [new DataColumn("y", new int[2])]), new FitOptions { Epochs = 1 });
    }

    [Fact]
    public void Options_out_of_range()
    {
        Dataset data = FitData.Make(10);
        Assert.Equal("FitOptions.Epochs is 0; it must be at least 1.", Error(data, new FitOptions { Epochs = 0 }));
        Assert.Equal(
            "FitOptions.BatchSize is -1; it must be positive, or 0 for the model's own.", Error(data, new FitOptions { BatchSize = -1 }));
        Assert.Equal("FitOptions.AccumulateSteps is 0; it must be at least 1.", Error(data, new FitOptions { AccumulateSteps = 0 }));
        Assert.Equal(
            "FitOptions.ValidationFraction is 1; it must lie from 0 to below 1.", Error(data, new FitOptions { ValidationFraction = 1 }));
        Assert.Equal(
            "FitOptions has both Validation and ValidationFraction; give one of them.",
            Error(data, new FitOptions { ValidationFraction = 0.5, Validation = data }));
        Assert.Equal("FitOptions.Callbacks is null; leave it out for none.", Error(data, new FitOptions { Callbacks = null! }));
        Assert.Equal(
            "FitOptions.Callbacks holds null at position 1; leave it out.",
            Error(data, new FitOptions { Callbacks = [new LambdaCallback(), null!] }));
        Assert.Equal(
            "FitOptions.Metrics holds null at position 0; leave it out.", Error(data, new FitOptions { Metrics = [null!] }));
        Assert.Equal(
            "FitOptions.CheckpointPath is empty; name a file, or leave it out.", Error(data, new FitOptions { CheckpointPath = "" }));
        Assert.Equal(
            "A metric is called 'loss', which names the loss. Set Name on it.",
            Error(data, new FitOptions { Metrics = [new Accuracy { Name = "loss" }] }));
        Assert.Equal(
            "A metric is called 'val_f1', which names the validation of another. Set Name on it.",
            Error(data, new FitOptions { Metrics = [new F1Score(), new Accuracy { Name = "val_f1" }] }));
        Assert.Equal(
            "A metric has no name, or one of several lines. Set Name on it.",
            Error(data, new FitOptions { Metrics = [new Accuracy { Name = "a\nb" }] }));
        Assert.Equal(
            "Two metrics are called 'f1'. Set Name on one of them.",
            Error(data, new FitOptions { Metrics = [new F1Score(), new F1Score(ClassAverage.Micro)] }));
        Assert.Equal(
            "Metric 'accuracy' measures output 'logit', but TinyClassifier has losses on 'output'.",
            Error(data, new FitOptions { Metrics = [new Accuracy { Output = "logit" }] }));
    }
}
