using DeepDsl;
using Pictures;
using Transfer;
using static CommandLine;

const int Draws = 10;
const int Epochs = 60;
const int EpochsOfTuning = 30;

CommandLine options = new(args, ["--seed", "--epochs", "--labels", "--device"], []);
int seed = options.Integer("--seed", 1);
int labels = options.Integer("--labels", 10);
if (labels < 1)
{
    Fail($"--labels takes how many even and how many odd digits have a label, from 1 on; found {labels}.");
}

Device? device = options.Device();
(_, Dataset train, Dataset test) = ImageSet.Digits();
Dataset tested = Parity.Of(test);

DigitNet digits = new(seed, device);
digits.Fit(train, new FitOptions { Epochs = options.Integer("--epochs", 20), Seed = seed });
Say($"accuracy {digits.Evaluate(test)["accuracy"]:0.000} of the net of digits, from {train.Count} labels");

List<double> scratch = [], frozen = [], tuned = [];
for (int draw = 1; draw <= Draws; draw++)
{
    Dataset few = Parity.Of(train.Shuffled(seed + draw), labels);
    scratch.Add(Accuracy(new(seed + draw, device), few, Epochs));

    // <transfer>
    ParityNet net = new(seed + draw, device);
    net.CopyWeights(digits, strict: false);
    net.Group("conv*").Freeze();
    net.Training.LearningRate = 0.01; // a single layer is left, which takes larger steps
    frozen.Add(Accuracy(net, few, Epochs));

    net.Group("conv*").Freeze(false).LearningRate(0.1);
    net.Training.LearningRate = 0.001;
    tuned.Add(Accuracy(net, few, EpochsOfTuning));
    // </transfer>
}

Say($"accuracy on {tested.Count} test images with {labels} labels of even digits and of odd ones, {Draws} times others: mean, least and most");
Report("from scratch", scratch);
Report("layers of the other net, frozen", frozen);
Report("then fine-tuned, those at a tenth of the rate", tuned);

double Accuracy(ParityNet net, Dataset few, int epochs)
{
    net.Fit(few, new FitOptions { Epochs = epochs, Seed = net.Seed });
    return net.Evaluate(tested)["accuracy"];
}

static void Report(string how, List<double> found) => Say($"{found.Average():0.000} {found.Min():0.000} {found.Max():0.000} {how}");
