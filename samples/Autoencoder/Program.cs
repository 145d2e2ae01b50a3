using System.Numerics.Tensors;
using Autoencoder;
using DeepDsl;
using Pictures;
using static CommandLine;

const int Shown = 12;

CommandLine options = new(args, ["--seed", "--epochs", "--data", "--out", "--device"], ["--fashion", "--download"]);
int seed = options.Integer("--seed", 1);
string path = options.NewFile("--out", "autoencoder.png");
ImageSet images = await ImageSet.Chosen(options);
Device? device = options.Device();
Network net = images.Size == 8 ? new DigitCleaner(seed, device) : new FashionCleaner(seed, device);
int epochs = options.Integer("--epochs", images.Size == 8 ? 50 : 2);

// <training>
float[] pixels = images.Train.InputArray();
Dataset themselves = Dataset.FromArrays(pixels, pixels, targetWidth: images.Pixels);
net.Fit(themselves, new FitOptions { Epochs = epochs, Seed = seed, Metrics = [], Callbacks = [new Advisor()], ConsoleProgress = true });

float[] clean = images.Test.InputArray();
float[] noisy = Noise.On(clean, new Random(seed));
float[] restored = ((ICleaner)net).PredictProbabilities(noisy);
// </training>
float[] blurred = Blur.Of(noisy, images.Size);
Say($"mean squared error: noisy {Error(noisy):0.0000}, blurred {Error(blurred):0.0000}, restored {Error(restored):0.0000}");

ContactSheet sheet = new(images.Size, images.Size) { Columns = Shown, Zoom = 64 / images.Size };
foreach (float[] row in new[] { clean, noisy, restored })
{
    sheet.Add(row.AsSpan(0, Shown * images.Pixels));
}

sheet.Write(path);
Say($"{path} shows images kept aside, the same with noise, and what the net made of those");

double Error(float[] found) => Math.Pow(TensorPrimitives.Distance<float>(found, clean), 2) / clean.Length;
