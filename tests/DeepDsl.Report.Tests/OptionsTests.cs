namespace DeepDsl.Report.Tests;

/// <summary>The code of docs/report.md about options.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void Options_choose_what_is_shown()
    {
        Plane net = new(seed: 1);
        History history = net.Fit(ReportData.Plane(50, seed: 1), new FitOptions { Epochs = 1 });
        Dataset test = ReportData.Plane(60, seed: 2);

        // <options>
        ReportOptions options = new() { Title = "Planes, run 12", WorstSamples = 30, ExplainedSamples = 0 };
        ModelReport report = net.Report(history, test, options);
        // </options>

        Assert.Contains("<h1>Planes, run 12</h1>", report.Html, StringComparison.Ordinal);
        Assert.Equal(31, new PageReader(report.Html).Table("Samples that the model is most wrong about").Length);
    }
}
