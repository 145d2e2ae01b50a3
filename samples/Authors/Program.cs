using Authors;
using DeepDsl;
using static CommandLine;

CommandLine options = new(args, ["--seed", "--epochs", "--device"], []);
int seed = options.Integer("--seed", 1);
int epochs = options.Integer("--epochs", 10);
Device? device = options.Device();

// <training>
string data = Path.Combine(AppContext.BaseDirectory, "data");
Book austen = new(Path.Combine(data, "pride-and-prejudice-1.txt"), Author.Austen);
Book twain = new(Path.Combine(data, "tom-sawyer-1-20.txt"), Author.Twain);
Sentence[] lessons = [.. austen.Train, .. twain.Train];
Sentence[] tests = [.. austen.Test, .. twain.Test];
WordList words = new(lessons);

SentenceNet net = new(seed, device);
FitOptions fit = new() { Epochs = epochs, Seed = seed, Schedule = new OneCycleSchedule(maximum: net.Training.LearningRate) };
net.Fit(words.Dataset(lessons), fit with { Callbacks = [new Advisor()], ConsoleProgress = true });
WordCounts counts = new(seed, device);
counts.Fit(words.Dataset(lessons), fit);
// </training>
foreach (Sentence sentence in tests.Where((_, i) => i % 100 == 50))
{
    float twains = net.PredictProbabilities(words.Read(sentence))[(int)Author.Twain];
    Say($"{sentence.Author}, by {twains:0.00} Twain: {sentence.Text}");
}

Dataset test = words.Dataset(tests);
Say($"{lessons.Length} sentences to train on, {tests.Length} to test");
Say($"test accuracy of word counts {counts.Evaluate(test)["accuracy"]:0.0000}");
Say($"test accuracy {net.Evaluate(test)["accuracy"]:0.0000}");
