// device                                       says which device there is; exit code 1 where there is no card
// conformance --out F --seconds N --workers N  every test that is given a device
// kernels     --out F --seconds N              the kernels of the benchmarks' models as text, and what ptxas makes of them
// products    --out F --seconds N              square products
// models      --out F --seconds N --models M   predictions and training steps
// tiles       --out F --seconds N              what each tile of a product takes, for the compiler's choice among them
// --emulate takes ILGPU's CPU accelerator where there is no card, at sizes that it can do; --only (a part of a case's name), --sizes, --batches choose
using System.Diagnostics;
using System.Globalization;
using DeepDsl;
using DeepDsl.GpuBenchmarks;
using DeepDsl.GpuBenchmarks.Conformance;
using DeepDsl.GpuBenchmarks.Timing;

string command = args.FirstOrDefault() ?? "";
CommandLine options = new(
    [.. args.Skip(1)], ["--out", "--seconds", "--workers", "--models", "--batches", "--sizes", "--only", "--shard", "--skip"], ["--emulate"]);
bool emulate = options.Has("--emulate");
AppContext.SetSwitch(GpuDevice.EmulationSwitch, emulate);
TimeSpan budget = TimeSpan.FromSeconds(options.Integer("--seconds", 100));
Stopwatch watch = Stopwatch.StartNew();
if (command == "worker")
{
    return ConformanceWorker.Run(options.Integer("--shard", 0), options.Integer("--workers", 1), options.Text("--only"), options.Integer("--skip", 0));
}

using JsonLines lines = new(options.Text("--out"));
switch (command)
{
    case "device":
        return DeviceReport.Write(lines);
    case "conformance":
        return await new ConformanceSuite(lines, options.Text("--only"), budget).RunAsync(options.Integer("--workers", 4)) ? 0 : 1;
    case "kernels":
        return KernelReport.Run(lines, watch, budget);
    case "products":
        int[] sizes = Integers("--sizes", emulate ? "32" : "1024,2048,4096,8192");
        foreach (ProductModel model in ProductBenchmark.Models.Where(m => sizes.Contains(m.Size)))
        {
            if (watch.Elapsed > budget)
            {
                lines.Note($"products of {model.Size}", "left out, since the time was up.");
                continue;
            }

            ProductBenchmark.Run(lines, model, emulate ? 0.1 : 0.5);
        }

        return 0;
    case "tiles":
        TileBenchmark.Run(lines, emulate, watch, budget);
        return 0;
    case "models":
        string[] models = (options.Text("--models") ?? "mlp,lenet,resnet20,vgg").Split(',');
        foreach (BenchmarkedModel model in BenchmarkedModel.All.Where(m => models.Contains(m.Name)))
        {
            new ModelBenchmark(lines, model, BenchmarkSize.Of(budget, emulate), watch, options.Text("--only")).Run(Integers("--batches", emulate ? "2" : "64,256,1024"));
        }

        return 0;
    default:
        return CommandLine.Fail($"'{command}' is not understood; the commands are device, conformance, kernels, products, tiles and models.");
}

int[] Integers(string name, string standard) =>
    [.. (options.Text(name) ?? standard).Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
