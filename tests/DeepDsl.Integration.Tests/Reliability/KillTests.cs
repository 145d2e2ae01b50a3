using System.Diagnostics;
using System.Globalization;
using DeepDsl.Integration.Processes;
using Xunit.Abstractions;

namespace DeepDsl.Integration.Tests.Reliability;

/// <summary>
/// Ring 8: a process that is killed anywhere leaves files of before or after, and a training that is resumed ends as if it had never been
/// interrupted. DEEPDSL_RELIABILITY says how many kills.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int UsualKills = 3;
    private const int SweepKills = 30;
    private const int Seed = 11;
    private const int MostMilliseconds = 150;

    private readonly string _folder = Directory.CreateTempSubdirectory("deepdsl-kills-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task A_fit_that_is_killed_and_resumed_ends_bit_equal() => KillFits(UsualKills);

    [Fact]
    public Task A_save_that_is_killed_leaves_the_old_file_or_the_new_one() => KillSaves(UsualKills);

    [Fact, Trait("Category", "Sweep")]
    public Task Many_fits_that_are_killed_and_resumed_end_bit_equal() => KillFits(Wished);

    [Fact, Trait("Category", "Sweep")]
    public Task Many_saves_that_are_killed_leave_the_old_file_or_the_new_one() => KillSaves(Wished);

    [Fact, Trait("Category", "Sweep")]
    public Task Many_searches_that_are_killed_and_resumed_end_bit_equal() =>
        KillAndResume("search", "result.txt", ["result.txt", "search.jsonl", "search.jsonl.lock"], Wished);

    [Fact, Trait("Category", "Sweep")]
    public Task Many_cross_validations_that_are_killed_and_resumed_end_bit_equal() =>
        KillAndResume("folds", "result.txt", ["folds.jsonl", "folds.jsonl.lock", "result.txt"], Wished);

    private static int Wished =>
        int.TryParse(Environment.GetEnvironmentVariable("DEEPDSL_RELIABILITY"), CultureInfo.InvariantCulture, out int kills) ? kills : SweepKills;

    private Task KillFits(int wanted) => KillAndResume("fit", "trained.safetensors", ["checkpoint.safetensors", "trained.safetensors"], wanted);

    /// <summary>Work that takes up what it left, until its result is there: the same as that of one that nobody killed.</summary>
    private async Task KillAndResume(string work, string result, string[] files, int wanted)
    {
        string whole = Directory.CreateDirectory(Path.Combine(_folder, "whole")).FullName;
        Stopwatch clock = new();
        using (OtherProcess process = new(work, whole))
        {
            await process.Ready();
            clock.Start();
            await process.Lines();
            Assert.Equal(0, process.ExitCode);
        }

        // Over all of the work, and not its beginning alone, whatever the machine takes for it.
        TimeSpan longest = clock.Elapsed;
        byte[] expected = await File.ReadAllBytesAsync(Path.Combine(whole, result));
        Random random = new(Seed);
        int kills = 0;
        int ends = 0;
        while (kills < wanted)
        {
            string folder = Directory.CreateDirectory(Path.Combine(_folder, $"killed{ends++}")).FullName;
            string done = Path.Combine(folder, result);
            while (!File.Exists(done))
            {
                using OtherProcess process = new(work, folder);
                await process.Ready();
                if (kills < wanted && process.KillAfter(longest * random.NextDouble()))
                {
                    kills++;
                    continue;
                }

                await process.Lines();
                Assert.Equal(0, process.ExitCode);
            }

            Assert.Equal(expected, await File.ReadAllBytesAsync(done));
            Assert.Equal(files, Names(folder));
        }

        output.WriteLine($"{kills} kills of '{work}', which ended {ends} times, each bit-equal");
    }

    private async Task KillSaves(int wanted)
    {
        Fragile[] models = [new(seed: 1), new(seed: 2)];
        float[] x = [.. Enumerable.Range(0, 16).Select(i => i / 16f)];
        float[][] scores = [.. models.Select(m => m.PredictBatch(x))];
        string weights = Path.Combine(_folder, "weights.safetensors");
        string checkpoint = Path.Combine(_folder, "checkpoint.safetensors");
        Random random = new(Seed);
        int left = 0;
        int[] seen = new int[2];
        for (int i = 0; i < wanted; i++)
        {
            using OtherProcess process = new("save", _folder);
            await process.Ready();
            Assert.True(process.KillAfter(TimeSpan.FromMilliseconds(random.Next(MostMilliseconds))));
            left += Names(_folder).Length > 2 ? 1 : 0;
            if (File.Exists(weights))
            {
                seen[Which(net => net.LoadWeights(weights))]++;
            }

            if (File.Exists(checkpoint))
            {
                Which(net => net.LoadCheckpoint(checkpoint));
            }
        }

        // A save removes what killed ones left.
        models[0].SaveWeights(weights);
        models[0].SaveCheckpoint(checkpoint);
        Assert.Equal(["checkpoint.safetensors", "weights.safetensors"], Names(_folder));
        output.WriteLine($"{wanted} kills: weights of the first model {seen[0]} times, of the second {seen[1]}; {left} left a temporary file");

        int Which(Action<Fragile> load)
        {
            Fragile net = new(seed: 3);
            load(net);
            int which = Array.FindIndex(scores, s => s.SequenceEqual(net.PredictBatch(x)));
            Assert.True(which >= 0, "The file holds neither model.");
            return which;
        }
    }

    private static string[] Names(string folder) => [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
}
