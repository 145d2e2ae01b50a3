namespace DeepDsl.Report.Tests;

/// <summary>A model that has diverged has a report too, which shows that.</summary>
public sealed class DivergedTests
{
    [Fact]
    public void Numbers_that_are_none_are_left_out()
    {
        Plane net = new(seed: 1);
        net.Parameter("dense1.weight").Edit().Fill(float.NaN);
        string page = new PageReader(net.Report(test: ReportData.Plane(20, seed: 1)).Html).Text;
        Assert.Contains("None of its numbers is finite.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_of_no_probability_are_measured_as_far_as_they_can_be()
    {
        OneMap net = new(seed: 1);
        net.Parameter("dense1.bias").Edit().Fill(float.NaN);
        PageReader page = new(net.Report(test: ReportData.Halves(20, seed: 1)).Html);
        Assert.Equal(20, page.Row("Measures of each class", "mean")[^1]);
        Assert.DoesNotContain("NaN", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_sample_of_one_epoch_has_curves_of_a_point()
    {
        Plane net = new(seed: 1);
        ModelReport report = net.Report(net.Fit(ReportData.Plane(16, seed: 1), new FitOptions { Epochs = 1 }), ReportData.Plane(1, seed: 1));
        Assert.Contains("<circle class=\"ring\"", report.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", report.Html, StringComparison.Ordinal);
    }
}
