using System.Text.Json;

namespace DeepDsl.Tests.Training;

/// <summary>The reliability table against scikit-learn's calibration curve.</summary>
public sealed class CalibrationErrorTests
{
    [Fact]
    public void Of_yes_and_no()
    {
        CalibrationError error = new(bins: 5);
        MetricData.YesNo("binary", error);
        AssertTable("binary", error);
    }

    [Fact]
    public void Of_the_predicted_class()
    {
        CalibrationError error = new();
        MetricData.Classes(error);
        AssertTable("multiClass", error);
    }

    /// <summary>
    /// Two ranges. Up to 0.5 are 0.5 and 0.3, of which one came true: 0.4 and 0.5. Above are 0.8 and 0.6, of which both did: 0.7 and 1. So 0.1 and 0.3
    /// off, each of half.
    /// </summary>
    [Fact]
    public void By_hand_and_as_a_table()
    {
        CalibrationError error = new(bins: 2);
        Assert.True(double.IsNaN(error.Value));
        Assert.Equal(0.2, error.Measure(MetricBatch.OfYesNo([0.5f, 0.3f, 0.8f, 0.6f], [1, 0, 1, 1])), 1e-7);
        Assert.Equal(
            """
            probability   count    mean  came true
            0.00 to 0.50      2  0.4000     0.5000
            0.50 to 1.00      2  0.7000     1.0000

            """,
            error.ToString(), ignoreLineEndingDifferences: true);
        error.Measure(MetricBatch.OfYesNo([0.75f], [1]));
        Assert.Equal(new ReliabilityBin(0.5, 1, 1, 0.75, 1), error.Bins[1]);
        Assert.Contains("0.00 to 0.50      0       -          -", error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(
            "Probabilities are put into at least one range, but bins is 0; 10 is usual.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new CalibrationError(0)).Message, StringComparison.Ordinal);
    }

    private static void AssertTable(string kind, CalibrationError error)
    {
        JsonElement expected = MetricData.Of(kind).GetProperty("expected").GetProperty("calibration");
        ReliabilityBin[] filled = [.. error.Bins.Where(b => b.Count > 0)];
        Assert.Equal(expected.GetProperty("count").Ints(), error.Bins.Select(b => (int)b.Count));
        Assert.Equal(expected.GetProperty("frequency").Doubles(), filled.Select(b => b.Frequency), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(expected.GetProperty("confidence").Doubles(), filled.Select(b => b.Confidence), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(expected.GetProperty("error").GetDouble(), error.Value, 1e-12);
    }
}
