// --models mlp,lenet --threads 1,2   times models, one line of JSON a measurement
// --generation --threads 1,2         times a token of generation beside a whole forward
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
    int count = int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture);
    if (args.Contains("--generation"))
    {
        GenerationBenchmark.Run(count);
        continue;
    }

    foreach (string model in models)
    {
        if (GraphBenchmark.Models.Contains(model))
        {
            GraphBenchmark.Run(model, count);
        }
        else
        {
            ModelBenchmark.Run(model, count);
        }
    }
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and int i && i + 1 < args.Length ? args[i + 1] : null;
