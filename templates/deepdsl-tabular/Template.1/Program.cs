using DeepDsl;
using Template._1;

(IReadOnlyList<Penguin> train, IReadOnlyList<Penguin> test) = Penguin.ReadKnown().StratifiedSplit(0.25, seed: 1);

var net = new PenguinNet(seed: 1);
net.Fit(train, new FitOptions { Epochs = 30, Seed = 1, Callbacks = [new Advisor()], ConsoleProgress = true });
net.SaveWeights("net.safetensors");

// The file has what was fitted to the records, too: a net that loads it takes penguins as they are.
PenguinNet served = new();
served.LoadWeights("net.safetensors");
Penguin asked = new(Species.Gentoo, Island.Biscoe, BillLength: 49.9, BillDepth: 16.1, FlipperLength: null, BodyMass: 5400);
Console.WriteLine($"{asked.Species} of {asked.BodyMass} g: male by {served.PredictProbabilities([asked])[(int)Sex.Male]:0.00}");
Console.WriteLine($"test accuracy {net.Evaluate(test)["accuracy"]:0.000}, saved as net.safetensors");
