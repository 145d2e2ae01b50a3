#:package DeepDsl@*
#:property ManagePackageVersionsCentrally=false
using System.Diagnostics;
using DeepDsl;

Dataset digits = CsvFile.Read(args[0], new CsvOptions { Header = false });
float[] pixels = Array.ConvertAll(digits.InputArray(), p => p / 16);
(Dataset train, Dataset test) = Dataset.FromArrays(pixels, digits.LabelArray()).SplitAt(1437);

Stopwatch watch = Stopwatch.StartNew();
Digits net = new(seed: 1);
net.Fit(train, new FitOptions { Epochs = 20, Seed = 1 });
double seconds = watch.Elapsed.TotalSeconds;
Console.WriteLine($"accuracy {net.Evaluate(test)["accuracy"]:0.000}, trained in {seconds:0.0} s");
net.SaveWeights("digits.safetensors");

[Model, Input(8, 8, 1)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Flatten, Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class Digits;
