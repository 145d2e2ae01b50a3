using System.Diagnostics;
using DeepDsl;
using TinyGpt;
using static CommandLine;

const int Reports = 5;

CommandLine options = new(args, ["--seed", "--steps", "--device"], []);
int seed = options.Integer("--seed", 1);
int steps = options.Integer("--steps", 1000);

// <training>
Corpus corpus = new(Path.Combine(AppContext.BaseDirectory, "data", "pride-and-prejudice-1.txt"), CharacterNet.Characters);
Dataset validation = corpus.Validation(CharacterNet.Steps);
CharacterNet net = new(seed, options.Device());
GenerateOptions drawn = new() { Temperature = 0.8, Seed = seed };
int[] beginning = corpus.Tokens("Elizabeth ");
OneCycleSchedule schedule = new(maximum: net.Training.LearningRate);

Random windows = new(seed);
int[] tokens = new int[net.Training.BatchSize * CharacterNet.Steps];
int[] next = new int[tokens.Length];
Stopwatch time = Stopwatch.StartNew();
for (int step = 1; step <= steps; step++)
{
    corpus.Draw(windows, CharacterNet.Steps, tokens, next);
    net.Training.LearningRate = schedule.Rate(new ScheduleMoment(0, step - 1, 0, steps, steps));
    float loss = net.TrainStep(tokens, next);
    if (step % Math.Max(1, steps / Reports) == 0)
    {
        Say($"step {step}/{steps}  loss {loss:0.0000}  {time.Elapsed.TotalSeconds:0.0} s");
        Say($"{corpus.Text([.. beginning, .. net.Generate(beginning, count: 200, drawn)])}\n");
    }
}

Say($"validation loss {net.Evaluate(validation).Loss:0.0000}");
// </training>
