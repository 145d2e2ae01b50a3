using DeepDsl;
using Detection;
using Pictures;
using static CommandLine;

const int TrainImages = 2000;
const int TestImages = 500;
const int Shown = 6;

CommandLine options = new(args, ["--seed", "--epochs", "--out", "--device"], []);
int seed = options.Integer("--seed", 1);
string path = options.NewFile("--out", "detection.png");
Device? device = options.Device();

Random random = new(seed);
Image[] train = [.. Enumerable.Range(0, TrainImages).Select(_ => Image.Draw(random))];
Image[] test = [.. Enumerable.Range(0, TestImages).Select(_ => Image.Draw(random))];

ShapeDetector net = new(seed, device);
net.Fit(Grid.Targets(train), new FitOptions
{
    Epochs = options.Integer("--epochs", 20), Seed = seed, Schedule = new CosineSchedule(), Metrics = [],
    Callbacks = [new Advisor()], ConsoleProgress = true,
});

MeanAveragePrecision precision = new();
foreach (Image image in test)
{
    precision.Add(Grid.Find(net, image, leastScore: 0.01), image.Truths);
}

ContactSheet sheet = new(Outlines.Size, Outlines.Size) { Columns = Shown };
foreach (Image image in test.Take(Shown))
{
    sheet.Add(Outlines.Around(image.Truths, image));
}

foreach (Image image in test.Take(Shown))
{
    sheet.Add(Outlines.Around(Grid.Find(net, image, leastScore: 0.3), image));
}

sheet.Write(path);
Say($"{path} shows images kept aside, with boxes around what is there, and below around what was found");
IEnumerable<string> each = Enum.GetValues<Kind>().Select(k => FormattableString.Invariant($"{k} {precision.ForClass((int)k, 0.5):0.0000}"));
Say($"average precision at 0.5: {string.Join(", ", each)}");
Say($"mAP@0.50:0.95 {precision.Value:0.0000}");
Say($"mAP@0.5 {precision.At(0.5):0.0000}");
