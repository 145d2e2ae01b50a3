using System.Globalization;
using DeepDsl;
using GraphNet;
using GraphNet.Cora;

const int Members = 34;

CommandLine options = new(args, ["--cora", "--seed", "--steps", "--device"], []);
if (options.Text("--cora") is { } folder)
{
    try
    {
        CoraTraining.Run(folder, options);
    }
    catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException)
    {
        CommandLine.Fail(e.Message);
    }

    return;
}

// A karate club split in two after a quarrel of its instructor (member 1) and its officer (member 34). Of those two alone the net is told
// where they belong; from who meets whom it finds the others (W. W. Zachary, Journal of Anthropological Research 33, 1977).
string[][] Rows(string file) =>
    [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", file)).Skip(1).Select(line => line.Split(','))];
int[][] friends = [.. Rows("friends.csv").Select(r => r.Select(m => int.Parse(m, CultureInfo.InvariantCulture) - 1).ToArray())];
int[] clubs = [.. Rows("clubs.csv").Select(r => (int)Enum.Parse<Club>(r[1], ignoreCase: true))];

// <training>
int[] edges = [.. friends.SelectMany(f => f), .. friends.SelectMany(f => f.Reverse())]; // both ways
float[] members = [.. Enumerable.Range(0, Members * Members).Select(i => i / Members == i % Members ? 1f : 0f)];
int[] told = [.. clubs.Select((club, member) => member is 0 or Members - 1 ? club : -1)];

var net = new ClubNet(options.Integer("--seed", 1), options.Device());
int steps = options.Integer("--steps", 200);
for (int step = 1; step <= steps; step++)
{
    float loss = net.TrainStep(edges, members, told);
    if (step % 50 == 0)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {step}  loss {loss:0.0000}"));
    }
}

float[] scores = net.Predict(edges, members);
// </training>
bool IsRight(int member) => (scores[2 * member] >= scores[(2 * member) + 1] ? Club.Instructor : Club.Officer) == (Club)clubs[member];
int right = Enumerable.Range(1, Members - 2).Count(IsRight);
string wrong = string.Join(", ", Enumerable.Range(1, Members - 2).Where(m => !IsRight(m)).Select(m => m + 1));
Console.WriteLine($"{right} of {Members - 2} members found{(wrong.Length > 0 ? $", but not {wrong}" : "")}");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"accuracy {right / (double)(Members - 2):0.0000}"));
