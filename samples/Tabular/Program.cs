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

// The width and the rate are chosen by folds of the part that trains; the rest has had no say in them.
(IReadOnlyList<Penguin> train, IReadOnlyList<Penguin> test) = known.StratifiedSplit(0.25, seed);
double Score(Trial trial) => train.StratifiedFolds(3, seed).Average(fold =>
{
    SexNet tried = SexNet.Create(trial.Point, seed, device);
    tried.Fit(fold.Train, fit);
    return tried.Evaluate(fold.Validation).Loss;
});
SearchResult search = Search.Run(SexNet.SearchSpace, Score, new SearchOptions { Trials = 12, Seed = seed });

Dataset samples = Penguin.Features.Fit(train, out FittedFeatures<Penguin> fitted);
Network Member(int memberSeed)
{
    SexNet member = SexNet.Create(search.Best.Point, memberSeed, device);
    member.UseFeatures(fitted);
    return member;
}
Ensemble ensemble = Bagging.Fit(Member, samples, new BaggingOptions { Members = 10, Balanced = true, Seed = seed, Fit = fit }).Ensemble;
Say($"{search.Best.Point}: ten bagged nets tell {ensemble.Evaluate(fitted.Encode(test))["accuracy"]:0.000} of {test.Count} others");
ensemble.Save(modelFile);

Ensemble served = Ensemble.Load(modelFile, memberSeed => SexNet.Create(search.Best.Point, memberSeed, device));
Penguin[] unknown = [.. penguins.Where(p => p is { Sex: null, BodyMass: not null }).Take(4)];
Predictions predictions = served.Predict(((SexNet)served.Members[0]).FittedFeatures!.Encode(unknown));   // as the file says
for (int i = 0; i < unknown.Length; i++)
{
    float male = predictions.Probabilities[(2 * i) + (int)Sex.Male];
    Say($"{unknown[i].Species} of {unknown[i].BodyMass} g: male by {male:0.00}");
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
