using System.Diagnostics;
using DeepDsl;
using Pictures;
using SelfSupervised;
using static CommandLine;

const int Reports = 5;
const int Draws = 10;
const int Epochs = 100;
const int EpochsOfViews = 20;
const int ViewsOfEach = 20;

CommandLine options = new(args, ["--seed", "--steps", "--labels", "--device"], []);
int seed = options.Integer("--seed", 1);
int steps = options.Integer("--steps", 600);
int labels = options.Integer("--labels", 3);
if (labels < 1)
{
    Fail($"--labels takes how many of each digit have one, from 1 on; found {labels}.");
}

Device? device = options.Device();
(int size, Dataset train, Dataset test) = ImageSet.Digits();
int fewest = train.LabelArray().CountBy(l => l).Min(l => l.Value);
if (labels > fewest)
{
    Fail($"--labels takes at most {fewest}, since of one digit no more images are there to train on; found {labels}.");
}

Views views = new(size, new Random(seed));

// <pretraining>
ViewMatcher matcher = new(seed, device);
Stopwatch time = Stopwatch.StartNew();
for (int step = 1; step <= steps; step++)
{
    float[] images = train.Shuffled(seed + step).Take(ViewMatcher.Pairs).InputArray();
    float loss = matcher.TrainStep([.. views.Of(images), .. views.Of(images)]);
    if (step % Math.Max(1, steps / Reports) == 0)
    {
        Say($"step {step}/{steps}  loss {loss:0.0000}  {time.Elapsed.TotalSeconds:0.0} s");
    }
}
// </pretraining>

List<double> scratch = [], viewed = [], pretrained = [];
for (int draw = 1; draw <= Draws; draw++)
{
    Dataset few = FewLabels.Of(train.Shuffled(seed + draw), labels);
    scratch.Add(Accuracy(new(seed + draw, device), few, Epochs));
    viewed.Add(Accuracy(new(seed + draw, device), FewLabels.Viewed(few, views, ViewsOfEach), EpochsOfViews));
    pretrained.Add(Accuracy(Pretrained(new(seed + draw, device)), few, Epochs));
}

Say($"accuracy on {test.Count} test images with {labels} labels of each digit, {Draws} times others: mean, least and most");
Report("from scratch", scratch);
Report("from scratch, on views of the labelled images", viewed);
Report("pretrained without labels", pretrained);

// <few>
DigitClassifier Pretrained(DigitClassifier net)
{
    LoadReport report = net.CopyWeights(matcher, strict: false);
    foreach (string name in report.Loaded)
    {
        net.Parameter(name).Frozen = true;
    }

    // A single layer is left, which takes larger steps.
    net.Training.LearningRate = 0.01f;
    return net;
}
// </few>

double Accuracy(DigitClassifier net, Dataset few, int epochs)
{
    net.Fit(few, new FitOptions { Epochs = epochs, Seed = net.Seed });
    return net.Evaluate(test)["accuracy"];
}

static void Report(string how, List<double> found) => Say($"{found.Average():0.000} {found.Min():0.000} {found.Max():0.000} {how}");
