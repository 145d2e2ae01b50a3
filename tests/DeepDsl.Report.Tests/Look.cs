namespace DeepDsl.Report.Tests;
public sealed class Look
{
    [Fact]
    public void At_all()
    {
        string o = "/tmp/report-look/";
        Directory.CreateDirectory(o);
        Dataset digits = CsvFile.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"), new CsvOptions { Header = false });
        float[] pixels = Array.ConvertAll(digits.InputArray(), p => p / 16);
        (Dataset train, Dataset test) = Dataset.FromArrays(pixels, digits.LabelArray()).SplitAt(digits.Count - 360);
        var net = new Digits.DigitNet(1);
        History h = net.Fit(train, new FitOptions { Epochs = 20, Seed = 1, Validation = test });
        long t = Environment.TickCount64;
        ModelReport r = net.Report(h, test);
        File.WriteAllText(o + "time.txt", $"{Environment.TickCount64 - t} ms, {r.Html.Length}");
        r.Save(o + "digits.html");
        var marks = new Marks(1);
        marks.Report(marks.Fit(ReportData.Marks(200, 1), new FitOptions { Epochs = 5, ValidationFraction = 0.2 }), ReportData.Marks(100, 2)).Save(o + "marks.html");
        var plane = new Plane(1);
        plane.Report(plane.Fit(ReportData.Plane(200, 1), new FitOptions { Epochs = 5 }), ReportData.Plane(2000, 2)).Save(o + "plane.html");
        var tags = new Tags(1);
        tags.Report(tags.Fit(ReportData.Tags(200, 1), new FitOptions { Epochs = 5 }), ReportData.Tags(100, 2)).Save(o + "tags.html");
        var many = new ManyClasses(1);
        many.Report(many.Fit(ReportData.ManyClasses(400, 1), new FitOptions { Epochs = 5 }), ReportData.ManyClasses(400, 2)).Save(o + "many.html");
        var tagger = new Tagger(1);
        tagger.Report(tagger.Fit(ReportData.Tokens(200, 1), new FitOptions { Epochs = 5 }), ReportData.Tokens(100, 2)).Save(o + "tagger.html");
        new NoLoss().Report(null, ReportData.Plane(5, 1)).Save(o + "noloss.html");
    }
}
