using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Prediction;

public sealed class PredictTests
{
    private static readonly TinyClassifier s_net = new(seed: 3);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(37, 0)]
    [InlineData(37, 1)]
    [InlineData(37, 5)]
    [InlineData(37, int.MaxValue)]
    public void A_data_set_of_any_length_gives_each_sample_in_its_order(int count, int batchSize)
    {
        Dataset data = FitData.Make(40).Shuffled(seed: 2).Take(count);
        Predictions predictions = s_net.Predict(data, batchSize);
        Assert.Equal(count, predictions.Count);
        Assert.Equal(3 * count, predictions.Values.Length);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(OfOne(data.Input(i)), predictions.Outputs[0].Of(i).ToArray());
        }
    }

    [Fact]
    public void Targets_are_not_looked_at()
    {
        Dataset data = FitData.Make(9);
        Dataset without = new(data.Inputs, []);
        Dataset wrong = new(data.Inputs, [new DataColumn("other", new float[9 * 7], 7)]);
        Assert.Equal(s_net.Predict(data).Values.ToArray(), s_net.Predict(without).Values.ToArray());
        Assert.Equal(s_net.Predict(data).Values.ToArray(), s_net.Predict(wrong).Values.ToArray());
    }

    [Fact]
    public void A_model_without_a_loss_predicts_too()
    {
        TinyClassifier net = new(seed: 3, loss: false);
        Dataset data = FitData.Make(9);
        Assert.Equal(s_net.Predict(data).Values.ToArray(), net.Predict(data).Values.ToArray());
        Assert.Equal(s_net.Predict(data).Labels(), net.Predict(data).Labels());
    }

    [Fact]
    public void Metrics_of_predictions_are_those_of_Evaluate()
    {
        Dataset data = FitData.Make(200);
        IPredictor predictor = s_net;
        Metric[] metrics = [new Accuracy(), new F1Score(), new CohensKappa()];
        EvaluationResult expected = s_net.Evaluate(data, metrics);
        EvaluationResult found = s_net.Predict(data).Evaluate(data, metrics);
        Assert.Equal(expected.Metrics, found.Metrics);
        Assert.Equal(expected.Loss, s_net.Predict(data).Evaluate(data, [new LogLoss()])["log_loss"], 1e-6);
        Assert.Equal(expected.Loss, predictor.Evaluate(data).Loss);
        Assert.Equal(
            Enumerable.Range(0, 200).Average(i => s_net.Predict(data).Labels()[i] == data.Label(i) ? 1.0 : 0), expected["accuracy"], 1e-12);
    }

    [Fact]
    public void A_result_without_a_loss_shows_none()
    {
        Dataset data = FitData.Make(20);
        EvaluationResult result = s_net.Predict(data).Evaluate(data, [new Accuracy()]);
        Assert.True(double.IsNaN(result.Loss));
        Assert.StartsWith("accuracy ", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Dataset data = FitData.Make(4);
        Assert.Equal(
            "TinyClassifier.Predict takes a batch size of at least 1, or 0 for the model's own, found -2. (Parameter 'batchSize')",
            Assert.Throws<ArgumentOutOfRangeException>(() => { s_net.Predict(data, -2); }).Message);
        Assert.Equal(
            "Column 'input' of the data set has 3 floats per sample, but input 'input' takes 4 floats [4].",
            Assert.Throws<ArgumentException>(() => { s_net.Predict(Dataset.FromArrays(new float[6], new int[2])); }).Message);
        Assert.Equal(
            "TinyClassifier has no output 'mood'; there are 'output'. (Parameter 'output')",
            Assert.Throws<ArgumentException>(() => s_net.Predict(data)["mood"]).Message);
        Assert.Equal(
            "There are predictions of 4 samples, but the data set has 3; give the data set that they were made of. (Parameter 'data')",
            Assert.Throws<ArgumentException>(() => s_net.Predict(data).Evaluate(data.Take(3))).Message);
    }

    private static float[] OfOne(ReadOnlySpan<float> input)
    {
        using InferenceCall call = s_net.BeginInference(1);
        call.SetInput(0, input);
        call.Run();
        return call.Output(0).ToArray();
    }
}
