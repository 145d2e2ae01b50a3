namespace DeepDsl.Report.Tests;

/// <summary>The report of a model with blocks and two outputs as a file; one of its classes has a name that is markup.</summary>
public sealed class SavedReport : IDisposable
{
    internal const string Markup = "<script>alert(1)</script>";

    private readonly TemporaryFolder _folder = new();

    public SavedReport()
    {
        Marks net = new(seed: 1);
        History history = net.Fit(ReportData.Marks(200, seed: 1), new FitOptions { Epochs = 4, Seed = 1, ValidationFraction = 0.2 });
        Report = net.Report(history, ReportData.Marks(100, seed: 2), new ReportOptions { ClassNames = ["Plain", Markup, "R&D \"x\""] });
        File = _folder["report.html"];
        Report.Save(File);
    }

    public ModelReport Report { get; }

    public string Address => new Uri(File).AbsoluteUri;

    private string File { get; }

    public void Dispose() => _folder.Dispose();
}
