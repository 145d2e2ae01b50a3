// --models mlp,lenet --threads 1,2   times models, one line of JSON a measurement
// --generator                        times the generator with BenchmarkDotNet
// --analyzers                        times the analyzers with BenchmarkDotNet
using BenchmarkDotNet.Running;
using DeepDsl.Benchmarks;

if (args.Contains("--generator"))
{
    BenchmarkRunner.Run<GeneratorBenchmark>();
    return;
}

if (args.Contains("--analyzers"))
{
    BenchmarkRunner.Run<AnalyzerBenchmark>();
    return;
}

string[] models = Option("--models")?.Split(',') ?? ModelBenchmark.Models;
foreach (string threads in (Option("--threads") ?? $"{Environment.ProcessorCount}").Split(','))
{
    foreach (string model in models)
    {
        ModelBenchmark.Run(model, int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture));
    }
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and int i && i + 1 < args.Length ? args[i + 1] : null;
