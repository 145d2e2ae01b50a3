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
        Assert.Equal(
            "Two metrics are called 'f1'. Set Name on one of them.",
            Error(data, new FitOptions { Metrics = [new F1Score(), new F1Score(ClassAverage.Micro)] }));
        Assert.Equal(
            "Metric 'accuracy' measures output 'logit', but TinyClassifier has losses on 'output'.",
            Error(data, new FitOptions { Metrics = [new Accuracy { Output = "logit" }] }));
    }
}
