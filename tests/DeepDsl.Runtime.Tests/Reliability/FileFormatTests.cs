using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace DeepDsl.Tests.Reliability;

/// <summary>
/// Thousands of damaged and hostile files of each format. A reader gives what the sound file gives; or refuses with an
/// InvalidDataException that names the file; or, where the format has no checksum, gives other values that the format allows. Nothing else:
/// no other exception, no long message, no cost out of proportion to the file, and a model that refuses a file is unchanged.
/// </summary>
/// <remarks>The environment variable <c>DEEPDSL_RELIABILITY</c> says how many files of each format the sweep makes.</remarks>
public sealed class FileFormatTests(ITestOutputHelper output) : IDisposable
{
    private const int Few = 300;
    private const string Many = "20000";

    /// <summary>Deflate unpacks a byte to no more.</summary>
    private const int MaxExpansion = 1032;

    private const int MaxFailures = 10;
    private static readonly TimeSpan HangTime = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Formats => new(FileFormat.Names);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Some_damaged_files(string format) => Run(FileFormat.Named(format), Few);

    [Theory]
    [Trait("Category", "Sweep")]
    [MemberData(nameof(Formats))]
    public void Many_damaged_files(string format) =>
        Run(FileFormat.Named(format), int.Parse(
            Environment.GetEnvironmentVariable("DEEPDSL_RELIABILITY") ?? Many, CultureInfo.InvariantCulture));

    private void Run(FileFormat format, int count)
    {
        int[] outcomes = new int[3];
        List<string> failures = [];
        Stopwatch clock = Stopwatch.StartNew();
        int seed = 0;
        Task work = Task.Factory.StartNew(ReadAll, TaskCreationOptions.LongRunning);
        for (int before = -1; !work.Wait(HangTime); before = Volatile.Read(ref seed))
        {
            Assert.False(before == Volatile.Read(ref seed), $"{format.Name}, seed {before} takes more than {HangTime.TotalSeconds} s.");
        }
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{format.Name}: {outcomes.Sum()} files, {outcomes[(int)Outcome.Equal]} equal, {outcomes[(int)Outcome.Other]} other, "
            + $"{outcomes[(int)Outcome.Refused]} refused, {seed / clock.Elapsed.TotalSeconds:0} files/s"));
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.NotEqual(0, outcomes[(int)Outcome.Refused]);

        void ReadAll()
        {
            byte[] sound = format.Load(_folder.Write("data", format.Forms[0].Sound));
            for (; seed < count && failures.Count < MaxFailures; Interlocked.Increment(ref seed))
            {
                try
                {
                    outcomes[(int)Read(format, sound, seed)]++;
                }
                catch (Exception e)
                {
                    failures.Add($"{format.Name}, seed {seed}: {e}");
                }
            }
        }
    }

    private Outcome Read(FileFormat format, byte[] sound, int seed)
    {
        FileFormat.Form form = format.Forms[seed % format.Forms.Length];
        byte[] content = FileMutations.Mutate(form.Sound, seed);
        string path = _folder.Write("data", form.Finish(content));
        Stopwatch clock = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Outcome outcome;
        try
        {
            outcome = format.Load(path).AsSpan().SequenceEqual(sound) ? Outcome.Equal : Outcome.Other;
        }
        catch (InvalidDataException e)
        {
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
            Assert.InRange(e.Message.Length, 1, 2000);
            outcome = Outcome.Refused;
        }
        long size = (long)content.Length * (form.HasChecksum ? MaxExpansion : 1);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (64 * size) + (1 << 20));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
        Assert.False(form.HasChecksum && outcome == Outcome.Other, "The file was read, but gave something else than the sound one.");
        return outcome;
    }

    private enum Outcome
    {
        Equal,
        Other,
        Refused,
    }
}
