using System.Globalization;
using DeepDsl;
using FashionMnist;
using FashionMnist.Models;

CommandLine options = new(args, ["--data", "--model", "--epochs", "--seed", "--batch", "--device"], ["--download"]);
int seed = options.Integer("--seed", 1);
Device? device = options.Device();
string model = options.Text("--model") ?? "lenet";
try
{
    FashionFiles files = await FashionFiles.Chosen(options);
    Network net = model switch
    {
        "lenet" => new LeNet(seed, device),
        "cnn" => new Cnn(seed, device),
        "resnet20" => new ResNet20(seed, device),
        _ => throw new ArgumentException($"--model takes lenet, cnn or resnet20, found '{model}'."),
    };
    net.Fit(files.Train, new FitOptions
    {
        Epochs = options.Integer("--epochs", 3),
        BatchSize = options.Integer("--batch", net.Training.BatchSize),
        Seed = seed,
        Callbacks = [new Advisor()],
        ConsoleProgress = true,
    });
    double accuracy = net.Evaluate(files.Test)["accuracy"];
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test accuracy {accuracy:0.0000}"));
}
catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or HttpRequestException
    or NotSupportedException)
{
    CommandLine.Fail(e.Message);
}
