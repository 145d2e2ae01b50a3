using System.Globalization;
using DeepDsl;
using Digits;

const int TestRows = 360;

CommandLine options = new(args, ["--seed", "--epochs", "--device", "--dashboard", "--report"], []);
int seed = options.Integer("--seed", 1);
Device? device = options.Device();
string? report = options.Has("--report") ? options.NewFile("--report", "") : null;
if (options.Text("--dashboard") != null)
{
    WatchedTraining.Run(new DigitNet(seed, device), options.Integer("--epochs", 20), options.Integer("--dashboard", 0));
    return;
}

// <training>
Dataset digits = CsvFile.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"), new CsvOptions { Header = false });
float[] pixels = Array.ConvertAll(digits.InputArray(), p => p / 16);
(Dataset train, Dataset test) = Dataset.FromArrays(pixels, digits.LabelArray()).SplitAt(digits.Count - TestRows);

var net = new DigitNet(seed, device);
net.Fit(train, new FitOptions { Epochs = options.Integer("--epochs", 20), Seed = seed, Callbacks = [new Advisor()], ConsoleProgress = true });
double accuracy = net.Evaluate(test)["accuracy"];
// </training>
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test accuracy {accuracy:0.0000}"));

if (report != null)
{
    // Another net, of which a tenth of the samples tells when it was best.
    FitOptions fit = new() { Epochs = options.Integer("--epochs", 20), Seed = seed };
    DigitReport.Write(report, new DigitNet(seed, device), train, test, fit);
    Console.WriteLine($"report in {report}");
}
