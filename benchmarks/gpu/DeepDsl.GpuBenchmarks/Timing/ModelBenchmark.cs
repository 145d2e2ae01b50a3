using System.Diagnostics;
using DeepDsl.CompilerServices;

namespace DeepDsl.GpuBenchmarks.Timing;

/// <summary>
/// A model's predictions and training steps: first whether they are right, then how long they take, as a user calls them and by their
/// programs alone.
/// </summary>
internal sealed class ModelBenchmark(JsonLines lines, BenchmarkedModel model, BenchmarkSize size, Stopwatch watch, string? only)
{
    private const int Batches = 8;

    /// <summary>Of a data set that is fitted, so many times: a few seconds have room for several fits.</summary>
    private const int FittedBatches = 16, FittedEpochs = 4;

    /// <summary>As a share of each input: eight times what a float is rounded by.</summary>
    private const float Roundings = 1e-6f;

    /// <summary>How much farther than those a card may be, of which each step's distance is one draw.</summary>
    private const double ExpectedSpread = 4;

    private static readonly string[] s_modes = ["infer", "train"];

    private GpuDevice? _device;

    /// <summary>All parts; one that fails leaves the others, on another device, since it may have broken this one.</summary>
    public void Run(IEnumerable<int> batches)
    {
        Part("predictions", CheckPredictions);
        Part("training", CheckTraining);
        foreach (int batch in batches)
        {
            foreach (string mode in s_modes)
            {
                Part($"{mode} {batch}", device => Time(device, mode, batch));
                Part($"{mode} {batch} without copies", device => TimePrograms(device, mode, batch));
            }

            Part($"fit {batch}", device => TimeFit(device, batch));
        }

        _device?.Dispose();
    }

    private void Part(string what, Action<GpuDevice> part)
    {
        string about = $"{model.Name} {model.Arithmetic.Name} {what}";
        if (only is not null && !about.Contains(only, StringComparison.Ordinal))
        {
            return;
        }

        if (watch.Elapsed > size.Budget)
        {
            lines.Note(about, "left out, since the time was up.");
            return;
        }

        try
        {
            // Kernels are compiled once a device, which takes longer than to time them.
            part(_device ??= GpuDevice.Open());
        }
        catch (Exception e)
        {
            _device = null;
            lines.Note(about, $"{e.GetType().Name}: {e.Message}".ReplaceLineEndings(" "));
        }
    }

    /// <summary>Of the same weights on the CPU.</summary>
    private void CheckPredictions(GpuDevice device)
    {
        Network gpu = model.Create(device), cpu = model.Create(Device.Cpu());
        float[] x = Inputs(gpu, size.CheckBatch, new Random(3));
        float[] found = new float[size.CheckBatch * BenchmarkedModel.Classes], expected = new float[found.Length];
        model.Predict(gpu, x, found);
        model.Predict(cpu, x, expected);
        double largest = expected.Max(Math.Abs);
        Report("predictions", found.Zip(expected, (f, e) => Math.Abs(f - e) / largest).Max(), model.Arithmetic.Tolerance);
    }

    /// <summary>
    /// A few steps follow those on the CPU; many on one batch bring its loss down. Biases alone don't get there. Steps make much of little,
    /// since a ReLU near zero is on one side or the other, so losses may be as far from the CPU's as those of inputs that differ by roundings
    /// are, and some times more.
    /// </summary>
    private void CheckTraining(GpuDevice device)
    {
        Network gpu = model.Create(device), cpu = model.Create(Device.Cpu()), other = model.Create(Device.Cpu());
        Random random = new(4);
        float[] x = Inputs(gpu, size.CheckBatch, random);
        int[] y = Labels(size.CheckBatch, random);
        float[] near = [.. x.Select(value => value * (1 + (Roundings * random.NextSingle())))];
        double worst = 0;
        double spread = 0;
        for (int step = 0; step < size.CheckSteps; step++)
        {
            double expected = model.Train(cpu, x, y);
            spread = Math.Max(spread, Math.Abs(model.Train(other, near, y) - expected) / expected);
            worst = Math.Max(worst, Math.Abs(model.Train(gpu, x, y) - expected) / expected);
        }

        Report("losses", worst, Math.Max(model.Arithmetic.Tolerance, ExpectedSpread * spread));

        double first = model.Train(gpu, x, y);
        double last = first;
        for (int step = 0; step < size.LearningSteps; step++)
        {
            last = model.Train(gpu, x, y);
        }

        lines.Write(new { kind = "check", about = $"{model.Name} {model.Arithmetic.Name} learns", ok = last < first, first, last });
        Console.WriteLine($"{model.Name} {model.Arithmetic.Name}: loss {first:F4} to {last:F4} in {size.LearningSteps} steps on one batch");
    }

    private void Report(string what, double error, double bound)
    {
        bool ok = error <= bound;
        lines.Write(new { kind = "check", about = $"{model.Name} {model.Arithmetic.Name} {what}", ok, error, bound });
        Console.WriteLine($"{(ok ? "" : "WRONG ")}{model.Name} {model.Arithmetic.Name}: {what} off by {error:E2} of the CPU's, {bound:E2} is allowed");
    }

    /// <summary>With the copy of the inputs from the host's memory, and of the predictions or the loss back.</summary>
    private void Time(GpuDevice device, string mode, int batch)
    {
        Network net = model.Create(device);
        Random random = new(99);
        float[][] x = [.. Enumerable.Range(0, Batches).Select(_ => Inputs(net, batch, random))];
        int[][] y = [.. Enumerable.Range(0, Batches).Select(_ => Labels(batch, random))];
        float[] scores = new float[batch * BenchmarkedModel.Classes];
        int step = 0;
        Action call = mode == "train"
            ? () => model.Train(net, x[step % Batches], y[step++ % Batches])
            : () => model.Predict(net, x[step++ % Batches], scores);
        Write(mode, batch, Measurement.Of(call, device.Synchronize, size.Seconds));
    }

    /// <summary>A step of <c>Fit</c>, which waits for none: shuffled batches of a data set, which it brings to the device before.</summary>
    private void TimeFit(GpuDevice device, int batch)
    {
        Network net = model.Create(device);
        Random random = new(99);
        Dataset data = Dataset.FromArrays(Inputs(net, batch * FittedBatches, random), Labels(batch * FittedBatches, random));
        FitOptions options = new() { Epochs = FittedEpochs, BatchSize = batch };
        Measurement fit = Measurement.Of(() => net.Fit(data, options), device.Synchronize, size.Seconds);
        const int steps = FittedEpochs * FittedBatches;
        Write("fit", batch, new(fit.MedianMs / steps, fit.LeastMs / steps, fit.Calls * steps));
    }

    /// <summary>
    /// The launches of the programs and nothing else, of training without the update: what is between this and a step is copies, waiting
    /// and the optimizer.
    /// </summary>
    private void TimePrograms(GpuDevice device, string mode, int batch)
    {
        NetworkDefinition definition = model.Create(Device.Cpu()).Definition;
        NetworkBackend backend = device.CreateBackend(definition, seed: 1);
        backend.Edit(NetworkBuffer.Weights).Fill(0.01f);
        backend.Edit(NetworkBuffer.State).Fill(1);
        BackendCall call = backend.CreateCall(mode == "train");
        call.Begin(batch);
        Random random = new(99);
        call.SetInput(0, [.. Enumerable.Range(0, batch * definition.Inputs[0].Length).Select(_ => random.NextSingle())]);
        if (mode == "train")
        {
            call.SetTarget(0, Labels(batch, random));
            call.SetSampleWeights([]);
        }

        ProgramKind[] programs = mode == "train" ? [ProgramKind.Forward, ProgramKind.LossInt, ProgramKind.Backward] : [ProgramKind.Predict];
        uint step = 0;
        Write(mode + " programs", batch, Measurement.Of(() => Array.ForEach(programs, p => call.Run(p, step++)), backend.Synchronize, size.Seconds));
    }

    private void Write(string mode, int batch, Measurement time)
    {
        lines.Write(new
        {
            kind = "model", library = "DeepDsl", model = model.Name, mode, batch, arithmetic = model.Arithmetic.Name, way = "",
            ms = time.MedianMs, least_ms = time.LeastMs, calls = time.Calls,
        });
        Console.WriteLine($"{model.Name} {mode} {batch} {model.Arithmetic.Name}: {time.MedianMs:F4} ms");
    }

    private static float[] Inputs(Network net, int batch, Random random) =>
        [.. Enumerable.Range(0, batch * net.Definition.Inputs[0].Length).Select(_ => random.NextSingle())];

    private static int[] Labels(int batch, Random random) =>
        [.. Enumerable.Range(0, batch).Select(_ => random.Next(BenchmarkedModel.Classes))];
}
