using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

public sealed class EvaluateTests
{
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue - 1)]
    [InlineData(int.MaxValue - 20)]
    [InlineData(1 << 30)]
    public void A_batch_larger_than_the_data_is_all_of_them(int batchSize)
    {
        TinyClassifier net = new(seed: 1);
        Dataset data = FitData.Make(40);
        Assert.Equal(net.Evaluate(data, null, 40).Loss, net.Evaluate(data, null, batchSize).Loss);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_negative_batch_is_an_error(int batchSize) => Assert.Equal(
        $"TinyClassifier.Evaluate takes a batch size of at least 1, or 0 for the model's own, found {batchSize}. (Parameter 'batchSize')",
        Assert.Throws<ArgumentOutOfRangeException>(() => { new TinyClassifier(seed: 1).Evaluate(FitData.Make(4), null, batchSize); }).Message);
}
