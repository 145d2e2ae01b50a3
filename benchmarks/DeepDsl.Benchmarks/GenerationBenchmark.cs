using System.Diagnostics;
using System.Text.Json;
using TinyGpt;

namespace DeepDsl.Benchmarks;

/// <summary>
/// One token of generation behind 63 others, and the forward over all 64 that would give the same scores; a line of JSON each. The two
/// alternate, so that whatever else the machine does, it does to both.
/// </summary>
internal static class GenerationBenchmark
{
    private const int Texts = 1500;

    public static void Run(int threads)
    {
        CharacterNet net = new(seed: 1, Device.Cpu(threads));
        int[] window = [.. Enumerable.Range(0, CharacterNet.Steps).Select(i => i * 7 % CharacterNet.Characters)];
        float[] scores = new float[CharacterNet.Steps * CharacterNet.Characters];
        List<double> forwards = [];
        List<double> tokens = [];
        for (int text = 0; text < Texts; text++)
        {
            forwards.Add(Microseconds(() => net.Predict(window, scores)));
            using IEnumerator<int> generated = net.GenerateEach([window[0]], CharacterNet.Steps).GetEnumerator();
            for (int i = 1; i < CharacterNet.Steps; i++)
            {
                generated.MoveNext();
            }

            tokens.Add(Microseconds(() => generated.MoveNext()));
        }

        Report("forward", threads, forwards);
        Report("token", threads, tokens);
    }

    private static double Microseconds(Action call)
    {
        long start = Stopwatch.GetTimestamp();
        call();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static void Report(string mode, int threads, List<double> times)
    {
        List<double> warm = [.. times.Skip(times.Count / 5).Order()];
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            model = "tinygpt",
            mode,
            steps = CharacterNet.Steps,
            threads,
            median_us = Math.Round(warm[warm.Count / 2], 1),
            min_us = Math.Round(warm[0], 1),
        }));
    }
}
