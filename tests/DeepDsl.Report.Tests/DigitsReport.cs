namespace DeepDsl.Report.Tests;

/// <summary>The report of samples/Digits, with a validation, as a file.</summary>
public sealed class DigitsReport : IDisposable
{
    private const int TestRows = 360;
    private readonly TemporaryFolder _folder = new();

    public DigitsReport()
    {
        Dataset digits = CsvFile.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"), new CsvOptions { Header = false });
        float[] pixels = Array.ConvertAll(digits.InputArray(), p => p / 16);
        (Dataset train, Test) = Dataset.FromArrays(pixels, digits.LabelArray()).SplitAt(digits.Count - TestRows);
        Net = new Digits.DigitNet(1);
        History = Net.Fit(train, new FitOptions { Epochs = 8, Seed = 1, ValidationFraction = 0.1 });
        Report = Net.Report(History, Test);
        File = _folder["report.html"];
        Report.Save(File);
    }

    public Network Net { get; }

    public Dataset Test { get; }

    public History History { get; }

    public ModelReport Report { get; }

    public string Address => new Uri(File).AbsoluteUri;

    private string File { get; }

    public void Dispose() => _folder.Dispose();
}
