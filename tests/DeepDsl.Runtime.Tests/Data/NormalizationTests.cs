namespace DeepDsl.Tests.Data;

public sealed class NormalizationTests
{
    // Feature 2 is constant; feature 1 has a mean that would swallow its deviation in a naive sum of squares.
    private static readonly Dataset Data = Dataset.FromArrays([1, 1_000_000, 5, 3, 1_000_002, 5, 5, 1_000_004, 5], new[] { 0, 1, 0 });

    [Fact]
    public void Standard_gives_mean_0_and_deviation_1()
    {
        float[] scaled = Data.Normalize(out Normalization fitted).InputArray();
        float unit = MathF.Sqrt(1.5f);
        Assert.Equal([-unit, -unit, 0, 0, 0, 0, unit, unit, 0], scaled, (a, b) => MathF.Abs(a - b) < 1e-6f);
        Assert.Equal([3, 1_000_002, 5], fitted.Offset.ToArray());
        Assert.Equal(1, fitted.Scale[2]);
    }

    [Fact]
    public void MinMax_gives_0_to_1() =>
        Assert.Equal([0, 0, 0, 0.5f, 0.5f, 0, 1, 1, 0], Data.Normalize(out _, NormalizationKind.MinMax).InputArray());

    /// <summary>Quarters of 1, 3, 5 lie at 2 and 4.</summary>
    [Fact]
    public void Robust_gives_median_0_and_a_distance_of_1_between_quarters() =>
        Assert.Equal([-1, -1, 0, 0, 0, 0, 1, 1, 0], Data.Normalize(out _, NormalizationKind.Robust).InputArray());

    [Fact]
    public void None_changes_nothing() => Assert.Equal(Data.InputArray(), Data.Normalize(out _, NormalizationKind.None).InputArray());

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(0f, float.NaN)]
    [InlineData(0f, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 1f)]
    public void A_file_whose_values_cannot_scale_is_refused(float offset, float scale)
    {
        using TemporaryFolder folder = new();
        SafetensorsFile.Write(
            folder["n"],
            [SafetensorsTensor.FromFloats("offset", [2], [1, offset]), SafetensorsTensor.FromFloats("scale", [2], [1, scale])]);
        Assert.StartsWith(
            $"{folder["n"]}: feature 1 has the offset",
            Assert.Throws<InvalidDataException>(() => Normalization.Load(folder["n"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_view_is_measured()
    {
        Normalization fitted = Normalization.Fit(Data.Take(2), NormalizationKind.MinMax);
        Assert.Equal([2, 2, 1], fitted.Scale.ToArray());
        Assert.Equal([2, 2, 0], fitted.Apply(Data).Input(2).ToArray());
    }

    [Fact]
    public void Targets_are_scaled_by_what_trains_and_predictions_restored()
    {
        Dataset prices = Dataset.FromArrays([1f, 2, 3, 4], new float[] { 100, 1, 300, 3, 500, 5, 900, 9 }, targetWidth: 2);
        Dataset train = prices.Take(3).NormalizeTargets(out Normalization scale);
        float unit = MathF.Sqrt(1.5f);
        Assert.Equal([-unit, -unit, 0, 0, unit, unit], Enumerable.Range(0, 3).SelectMany(i => train.Target(i).ToArray()), (a, b) => MathF.Abs(a - b) < 1e-6f);
        Assert.Equal(prices.Take(3).InputArray(), train.InputArray());

        float[] later = scale.ApplyToTargets(prices).Target(3).ToArray();
        scale.Restore(later);
        Assert.Equal([900, 9], later, (a, b) => MathF.Abs(a - b) < 1e-4f * b);
        Assert.Throws<ArgumentException>(() => scale.Restore(new float[3]));
        Assert.Throws<ArgumentException>(() => scale.ApplyToTargets(Dataset.FromArrays([1f], new float[] { 1 })));
    }

    [Fact]
    public void It_survives_a_file()
    {
        using TemporaryFolder folder = new();
        Normalization fitted = Normalization.Fit(Data);
        fitted.Save(folder["scale.safetensors"]);
        Normalization read = Normalization.Load(folder["scale.safetensors"]);
        Assert.Equal(fitted.Offset, read.Offset);
        Assert.Equal(fitted.Scale, read.Scale);
    }

    [Fact]
    public void Another_width_is_refused() =>
        Assert.Equal(
            "Input 'input' has 2 features, but the normalization was fitted on 3. Fit it on data of the same shape.",
            Assert.Throws<ArgumentException>(() => Normalization.Fit(Data).Apply(Dataset.FromArrays([1, 2], new[] { 0 }))).Message);
}
