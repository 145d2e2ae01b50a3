using System.Diagnostics;
using System.Globalization;
using DeepDsl.Tests;
using DeepDsl.Tests.Reliability;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>
/// Damaged and hostile files: they are read, or refused in a sentence that names the file. No other exception, no hang, and no memory out of
/// proportion.
/// </summary>
/// <remarks>The environment variable <c>DEEPDSL_RELIABILITY</c> says how many files the sweep makes.</remarks>
public sealed class DamagedFileTests : IDisposable
{
    private const int Few = 300;
    private const string Many = "20000";
    private const int MaxFailures = 10;
    private const long MostMemory = 256L << 20;

    private static readonly string[] s_sound = ["mlp", "textcnn", "two", "volume", "rnn", "unet", "normed17", "resnet", "vit"];

    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Some_damaged_files() => Run(Few);

    [Fact, Trait("Category", "Sweep")]
    public void Many_damaged_files() =>
        Run(int.Parse(Environment.GetEnvironmentVariable("DEEPDSL_RELIABILITY") ?? Many, CultureInfo.InvariantCulture));

    private void Run(int count)
    {
        byte[][] sound = [.. s_sound.Select(
            name => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "reference", "onnx", $"{name}.onnx")))];
        List<string> failures = [];
        int refused = 0;
        for (int seed = 0; seed < count && failures.Count < MaxFailures; seed++)
        {
            string path = _folder.Write("data.onnx", FileMutations.Mutate(sound[seed % sound.Length], seed));
            Stopwatch clock = Stopwatch.StartNew();
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                OnnxImporter.Import(path);
            }
            catch (Exception e) when (e is InvalidDataException or NotSupportedException)
            {
                Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
                Assert.InRange(e.Message.Length, 1, 20_000);
                refused++;
            }
            catch (Exception e)
            {
                failures.Add($"Seed {seed}: {e}");
            }

            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (bytes > MostMemory || clock.Elapsed.TotalSeconds > 5)
            {
                failures.Add($"Seed {seed} took {bytes >> 20} MB and {clock.Elapsed.TotalSeconds:0.0} s.");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.NotEqual(0, refused);
    }
}
