using System.Diagnostics;
using System.Globalization;
using DeepDsl.Keras;
using DeepDsl.Tests;
using DeepDsl.Tests.Reliability;

namespace DeepDsl.Data.Tests.Keras;

/// <summary>
/// Damaged files give arrays, or are refused with an InvalidDataException that names the file: no other exception, no long message, no
/// hang, and no memory out of proportion.
/// </summary>
/// <remarks>The environment variable <c>DEEPDSL_RELIABILITY</c> says how many files of each form the sweep makes.</remarks>
public sealed class DamagedKerasFileTests : IDisposable
{
    private const int Few = 300;
    private const string Many = "10000";
    private static readonly TimeSpan s_hangTime = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    public static TheoryData<string> Files => ["attention.h5", "texts.weights.h5", "attention.keras"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Some_damaged_files(string file) => Run(file, Few);

    [Theory]
    [Trait("Category", "Sweep")]
    [MemberData(nameof(Files))]
    public void Many_damaged_files(string file) => Run(
        file, int.Parse(Environment.GetEnvironmentVariable("DEEPDSL_RELIABILITY") ?? Many, CultureInfo.InvariantCulture));

    private void Run(string file, int count)
    {
        byte[] sound = File.ReadAllBytes(Reference.Path(Path.Combine("keras_files", file)));
        int seed = 0;
        int refused = 0;
        Task work = Task.Factory.StartNew(ReadAll, TaskCreationOptions.LongRunning);
        for (int before = -1; !work.Wait(s_hangTime); before = Volatile.Read(ref seed))
        {
            Assert.False(before == Volatile.Read(ref seed), $"{file}, seed {before} takes more than {s_hangTime.TotalSeconds} s.");
        }

        Assert.InRange(refused, 1, count);

        void ReadAll()
        {
            for (; seed < count; Interlocked.Increment(ref seed))
            {
                refused += IsRefused(_folder.Write("data", FileMutations.Mutate(sound, seed)), seed) ? 1 : 0;
            }
        }
    }

    private static bool IsRefused(string path, int seed)
    {
        Stopwatch clock = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isRefused = false;
        try
        {
            KerasModel model = KerasFile.Read(path);
            Assert.All(
                model.Layers.SelectMany(l => l.Arrays.Values), a => Assert.Equal(a.Shape.Aggregate(1L, (n, d) => n * d), a.Values.Length));
        }
        catch (InvalidDataException e)
        {
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
            Assert.InRange(e.Message.Length, 1, 2000);
            isRefused = true;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < (64 * new FileInfo(path).Length) + (1 << 20), $"Seed {seed} takes {allocated} bytes.");
        Assert.True(clock.Elapsed.TotalSeconds < 2, $"Seed {seed} takes {clock.Elapsed.TotalSeconds} s.");
        return isRefused;
    }
}
