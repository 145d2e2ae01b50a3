using System.Globalization;
using DeepDsl;
using Translate;

const int TestDates = 1000;

CommandLine options = new(args, ["--seed", "--epochs", "--device"], []);
int seed = options.Integer("--seed", 1);

// <training>
DateOnly[] days = HumanDates.Shuffled(seed);
Random random = new(seed);
(string Text, string Iso)[] tests = [.. days.Take(TestDates).Select(d => HumanDates.Pair(d, random))];
(string Text, string Iso)[] lessons = [.. days.Skip(TestDates).Select(d => HumanDates.Pair(d, random))];

DateNet net = new(seed, options.Device());
net.Fit(Tokens.Lessons(lessons), new FitOptions
{
    Epochs = options.Integer("--epochs", 2),
    Seed = seed,
    Schedule = new OneCycleSchedule(maximum: net.Training.LearningRate),
    Callbacks = [new Advisor()],
    ConsoleProgress = true,
});

string[] answers = new Translator(net).Translate([.. tests.Select(t => t.Text)]);
// </training>
for (int i = 0; i < 8; i++)
{
    Console.WriteLine($"{tests[i].Text,-32} {answers[i]}{(answers[i] == tests[i].Iso ? "" : $", not {tests[i].Iso}")}");
}

double right = answers.Zip(tests, (answer, test) => answer == test.Iso ? 1.0 : 0).Average();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"exact match {right:0.0000}"));
