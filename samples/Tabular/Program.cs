using DeepDsl;
using Tabular;
using static CommandLine;

CommandLine options = new(args, ["--seed", "--epochs", "--device", "--file", "--folds"], []);
int seed = options.Integer("--seed", 1);
FitOptions fit = new() { Epochs = options.Integer("--epochs", 30), Seed = seed };
Device? device = options.Device();
string modelFile = options.NewFile("--file", "penguins.safetensors");

// <training>
IReadOnlyList<Penguin> penguins = Penguin.Features.Read(
    Path.Combine(AppContext.BaseDirectory, "data", "penguins.csv"), new CsvOptions { MissingTexts = ["", "NA"] });
Penguin[] known = [.. penguins.Where(p => p.Sex != null)];
List<double> accuracies = [];
foreach (RecordFold<Penguin> fold in known.StratifiedFolds(5, seed, repeats: 4))
{
    SexNet judged = new(seed, device);
    judged.Fit(fold.Train, fit);
    accuracies.Add(judged.Evaluate(fold.Validation)["accuracy"]);
}

SexNet net = new(seed, device);
net.Fit(known, fit);
net.SaveWeights(modelFile);

SexNet served = new(seed, device);
served.LoadWeights(modelFile);
foreach (Penguin penguin in penguins.Where(p => p is { Sex: null, BodyMass: not null }).Take(4))
{
    float male = served.PredictProbabilities([penguin])[(int)Sex.Male];
    Say($"{penguin.Species} of {penguin.BodyMass} g: {served.PredictLabel(penguin)}, male by {male:0.00}");
}
// </training>

Say($"mean accuracy {accuracies.Average():0.0000}");

// For tests/reference/penguins.py, which judges other models on the same folds: of each row of known sex, its part of each division.
if (options.Text("--folds") is { } foldFile)
{
    IReadOnlyList<RecordFold<Penguin>> folds = known.StratifiedFolds(5, seed, repeats: 4);
    File.WriteAllLines(foldFile, known.Select(p => string.Join(",", Enumerable.Range(0, 4).Select(
        r => Enumerable.Range(0, 5).First(f => folds[(5 * r) + f].Validation.Any(v => ReferenceEquals(v, p)))))));
}
