using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DeepDsl.Tool.Host;
using DeepDsl.Tool.Loading;
using DeepDsl.Tool.Models;
using DeepDsl.Tool.Running;

namespace DeepDsl.Tool.Commands;

/// <summary>How fast a model predicts and trains here.</summary>
internal static class BenchCommand
{
    private const double UsualSeconds = 2;

    private static readonly string[] s_header = ["", "samples", "ms", "fastest", "slowest", "samples/s", "GFLOP/s", "bytes allocated"];

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static Command Create(Workplace workplace)
    {
        Command command = new(
            "bench", "How fast a model predicts and trains on this machine, by random samples. Builds the project and runs the model.");
        RunArguments model = new("A file of weights; those of a new model by default.", needsWeights: false);
        Option<int?> batch = new("--batch", "-b")
        {
            Description = "Samples at a time; that of the model's [Train] by default.",
            HelpName = "number",
        };
        Option<int?> threads = new("--threads", "-t")
        {
            Description = "Threads that compute; one per processor by default.",
            HelpName = "number",
        };
        Option<double> seconds = new("--seconds", "-s")
        {
            Description = "How long each kind of call is timed.",
            HelpName = "number",
            DefaultValueFactory = _ => UsualSeconds,
        };
        Option<bool> json = new("--json") { Description = "Writes the numbers as JSON." };
        model.AddTo(command);
        command.Options.Add(batch);
        command.Options.Add(threads);
        command.Options.Add(seconds);
        command.Options.Add(json);
        command.SetAction(parsed => model.WithModel(workplace, parsed, (sources, found) =>
        {
            BenchWork work = new(Count(parsed, batch), Seconds(parsed.GetValue(seconds)));
            BenchResult result = ModelHost.Ask<BenchResult>(
                workplace, sources, found, HostKind.Bench, work, model.Weights(workplace, parsed), Count(parsed, threads));
            if (parsed.GetValue(json))
            {
                workplace.Output.Out.WriteLine(JsonSerializer.Serialize(Json(found, result), s_json));
            }
            else
            {
                Write(workplace.Output, found, result);
            }
        }));
        return command;
    }

    private static void Write(ToolOutput output, FoundModel model, BenchResult result)
    {
        output.Out.WriteLine($"{model.Title} on {result.Device}, {result.Runtime}");
        List<string[]> rows = [s_header];
        rows.AddRange(Rows(model, result).Select(r => new[]
        {
            r.Name, Whole(r.Times.Samples), Milliseconds(r.Times.Median), Milliseconds(r.Times.Fastest), Milliseconds(r.Times.Slowest),
            Whole(r.SamplesPerSecond), r.GigaFlops.ToString("0.0", CultureInfo.InvariantCulture), Whole(r.Times.AllocatedBytes),
        }));
        output.Table(rows, firstNumber: 1);
    }

    private static object Json(FoundModel model, BenchResult result) => new
    {
        Model = model.FullName,
        result.Device,
        result.Runtime,
        FlopsOfAPrediction = FlopsOfAPrediction(model),
        Calls = Rows(model, result).Select(r => new
        {
            r.Name,
            r.Times.Samples,
            MedianMs = r.Times.Median,
            FastestMs = r.Times.Fastest,
            SlowestMs = r.Times.Slowest,
            r.Times.Calls,
            SamplesPerS = r.SamplesPerSecond,
            GflopPerS = r.GigaFlops,
            r.Times.AllocatedBytes,
        }),
    };

    private static IEnumerable<Row> Rows(FoundModel model, BenchResult result)
    {
        double flops = FlopsOfAPrediction(model);
        yield return new Row("predict one", result.One, flops);
        yield return new Row("predict a batch", result.Batch, flops);
        if (result.Step is { } step)
        {
            yield return new Row("training step", step, 3 * flops); // forward, and as much for each of two gradients
        }
    }

    /// <summary>Of one sample: a multiply-add of the layer table is two operations.</summary>
    private static double FlopsOfAPrediction(FoundModel model) => 2.0 * model.Built.Inference.Macs;

    /// <summary>What a count says, and zero where it is left out.</summary>
    private static int Count(ParseResult parsed, Option<int?> option) => parsed.GetValue(option) is not { } count ? 0
        : count > 0 ? count : throw new ToolException($"{option.Name} {count} is none. Give a number from 1 on, or leave it out.");

    private static double Seconds(double seconds) => seconds is > 0 and <= 3600 ? seconds
        : throw new ToolException(
            $"--seconds {seconds.ToString(CultureInfo.InvariantCulture)} is no time to measure for. Give one from 0.1 to 3600.");

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double value) =>
        value.ToString(value < 1 ? "0.0000" : value < 100 ? "0.000" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>One kind of call.</summary>
    private sealed record Row(string Name, BenchTimes Times, double FlopsOfASample)
    {
        public double SamplesPerSecond => Times.Samples / Times.Median * 1000;

        public double GigaFlops => SamplesPerSecond * FlopsOfASample / 1e9;
    }
}
