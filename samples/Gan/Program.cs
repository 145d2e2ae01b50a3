using System.Diagnostics;
using DeepDsl;
using Gan;
using Pictures;
using static CommandLine;

const int Batch = 64;
const int Reports = 8;
const int Shown = 16;
const int Compared = 500;
const int Known = 5000;

CommandLine options = new(args, ["--seed", "--steps", "--data", "--out", "--device"], ["--fashion", "--download"]);
int seed = options.Integer("--seed", 1);
string path = options.NewFile("--out", "gan.png");
ImageSet images = await ImageSet.Chosen(options);
Device? device = options.Device();
bool digits = images.Size == 8;
int steps = options.Integer("--steps", digits ? 4000 : 1600);
// <game>
Network generator = digits ? new DigitGenerator(seed, device) : new FashionGenerator(seed, device);
Network discriminator = digits ? new DigitDiscriminator(seed, device) : new FashionDiscriminator(seed, device);
GanTrainer game = new(generator, discriminator);
// </game>
Random random = new(seed);
float[] sameNumbers = NormalNumbers.Draw(random, Compared * ImageGenerator.Numbers);
ContactSheet sheet = new(images.Size, images.Size) { Columns = Shown, Zoom = 64 / images.Size };
Stopwatch time = Stopwatch.StartNew();
for (int step = 1; step <= steps; step++)
{
    (float loss, float deceived) = game.Step(images.Draw(random, Batch), NormalNumbers.Draw(random, Batch * ImageGenerator.Numbers));
    if (step % Math.Max(1, steps / Reports) == 0)
    {
        Say($"step {step}/{steps}  losses: discriminator {loss:0.000}, generator {deceived:0.000}  {time.Elapsed.TotalSeconds:0.0} s");
        sheet.Add(game.Generate(sameNumbers[..(Shown * ImageGenerator.Numbers)]));
    }
}

sheet.Write(path);
Say($"{path} shows what was made of the same numbers each time");

Neighbors neighbors = new(images.Train.Take(Math.Min(Known, images.Train.Count)));
(double made, int[] classes) = neighbors.Of(game.Generate(sameNumbers));
(double kept, _) = neighbors.Of(images.Test.Take(Math.Min(Compared, images.Test.Count)).InputArray());
(double formless, _) = neighbors.Of(Formless());
Say($"mean distance to the nearest image trained on: kept aside {kept:0.00}, made {made:0.00}, formless {formless:0.00}");
Say($"images nearest to {Compared} made, by class: {string.Join(' ', classes)}");

// Each pixel is one of an image drawn for it alone: as bright as images are there, and nothing more.
float[] Formless()
{
    float[] mixed = new float[Compared * images.Pixels];
    for (int i = 0; i < mixed.Length; i++)
    {
        mixed[i] = images.Train.Input(random.Next(images.Train.Count))[i % images.Pixels];
    }

    return mixed;
}
