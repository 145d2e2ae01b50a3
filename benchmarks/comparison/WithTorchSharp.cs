#:package TorchSharp-cpu@0.107.0
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
// The model of WithDeepDsl.cs in TorchSharp: WithTorchSharp.cs digits.csv.gz [wrong], where wrong gives the last layer another input size.
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

using StreamReader reader = new(new GZipStream(File.OpenRead(args[0]), CompressionMode.Decompress));
string[] lines = reader.ReadToEnd().Trim().Split('\n');
float[][] rows = Array.ConvertAll(lines, l => Array.ConvertAll(l.Split(','), c => float.Parse(c, CultureInfo.InvariantCulture)));
Tensor x = tensor(rows.SelectMany(r => r[..64]).Select(p => p / 16).ToArray()).reshape(-1, 1, 8, 8);
Tensor y = tensor(rows.Select(r => (long)r[64]).ToArray());

manual_seed(1);
int features = args is [_, "wrong"] ? 64 : 128;
using var net = Sequential(
    Conv2d(1, 16, 3, padding: 1), ReLU(), MaxPool2d(2),
    Conv2d(16, 32, 3, padding: 1), ReLU(), MaxPool2d(2),
    Flatten(), Linear(features, 10));
using var optimizer = optim.Adam(net.parameters(), lr: 1e-3);
using var lossFunction = CrossEntropyLoss();

Stopwatch watch = Stopwatch.StartNew();
for (int epoch = 0; epoch < 20; epoch++)
{
    foreach (Tensor batch in randperm(1437).split(32))
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        lossFunction.call(net.call(x[batch]), y[batch]).backward();
        optimizer.step();
    }
}

double seconds = watch.Elapsed.TotalSeconds;
using var noGrad = no_grad();
float accuracy = (net.call(x[1437..]).argmax(1) == y[1437..]).to_type(ScalarType.Float32).mean().item<float>();
Console.WriteLine($"accuracy {accuracy:0.000}, trained in {seconds:0.0} s");
net.save("digits.dat");
