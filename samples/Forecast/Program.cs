using System.Globalization;
using DeepDsl;
using Forecast;
using static CommandLine;

CommandLine options = new(args, ["--seed", "--epochs", "--device"], []);
int seed = options.Integer("--seed", 1);
int epochs = options.Integer("--epochs", 100);
Device? device = options.Device();

// <training>
string file = Path.Combine(AppContext.BaseDirectory, "data", "sunspots.csv");
float[] spots = [.. File.ReadLines(file).Skip(1).Select(line => float.Parse(line.Split(',')[1], CultureInfo.InvariantCulture) / 100)];
Dataset windows = Dataset.Windows(spots, SunspotNet.Years, horizon: 1);
(Dataset past, Dataset future) = windows.SplitInTime(0.25, gap: SunspotNet.Years);   // no year is in both

FitOptions fit = new() { Epochs = epochs, Schedule = new CosineSchedule() };
Ensemble nets = Bagging.Fit(s => new SunspotNet(s, device), past, new BaggingOptions { Members = 10, Seed = seed, Fit = fit }).Ensemble;
double error = nets.Evaluate(future, [new RootMeanSquaredError()])["rmse"];

// What anybody could say: as many as in the year before, or one cycle before.
double Naive(int years) => Math.Sqrt(Enumerable.Range(0, future.Count)
    .Average(i => Math.Pow(future.Target(i)[0] - future.Input(i)[^years], 2)));
// </training>

Say($"{future.Count} years after {past.Count}: off by {100 * error:0.0} sunspots; the year before by {100 * Naive(1):0.0}, 11 years before by {100 * Naive(11):0.0}");
Say($"better than the year before by {1 - (error / Naive(1)):0.000}");
