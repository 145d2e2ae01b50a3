using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using DeepDsl.CompilerServices;

namespace DeepDsl.Tool.Host;

/// <summary>Times predictions and training steps of a model on random samples.</summary>
internal static class BenchHost
{
    /// <summary>Taken in turns, so that a model does not have learned one by heart when it is timed.</summary>
    private const int Batches = 4;

    private delegate float TrainStep(in TrainingCall call);

    public static object Run(HostRequest request) => Run(HostModel.Create(request), request.Work.Deserialize<BenchWork>()!);

    public static BenchResult Run(Network net, BenchWork work)
    {
        SymbolValues symbols = Largest(net.Definition);
        int size = work.Batch > 0 ? work.Batch : net.Training.BatchSize;
        Random random = new(1);
        BenchBatch one = new(net.Definition, symbols, 1, random);
        BenchBatch[] batches = [.. Enumerable.Range(0, Batches).Select(_ => new BenchBatch(net.Definition, symbols, size, random))];
        int turn = 0;
        BenchTimes ofOne = Predictions(net, symbols, () => one, work.Seconds);
        BenchTimes ofBatch = Predictions(net, symbols, () => batches[turn++ % Batches], work.Seconds);
        BenchTimes? ofStep = net.Definition.Losses.Length == 0 ? null
            : Steps(net, symbols, () => batches[turn++ % Batches], work.Seconds);
        return new BenchResult(net.Device.Name, RuntimeInformation.FrameworkDescription, ofOne, ofBatch, ofStep);
    }

    /// <summary>Of dimensions that calls set, the largest: the layer table counts them so, too.</summary>
    private static SymbolValues Largest(NetworkDefinition definition)
    {
        int Of(Symbol symbol) => definition.Symbols.FirstOrDefault(s => s.Symbol == symbol)?.Max ?? 0;
        return new SymbolValues(Of(Symbol.T), Of(Symbol.S), Of(Symbol.Nodes), Of(Symbol.Edges));
    }

    private static BenchTimes Predictions(Network net, SymbolValues symbols, Func<BenchBatch> next, double seconds)
    {
        var begin = Protected<Func<int, SymbolValues, InferenceCall>>("BeginInference", net, typeof(int), typeof(SymbolValues));
        float[][] outputs = Array.ConvertAll(net.Definition.Outputs, o => new float[BenchBatch.Size(next().Count, o.Length)]);
        return BenchClock.Time(next().Count, seconds, () =>
        {
            BenchBatch batch = next();
            using InferenceCall call = begin(batch.Count, symbols);
            batch.SetInputs(call);
            call.Run();
            for (int i = 0; i < outputs.Length; i++)
            {
                call.Output(i).CopyTo(outputs[i]);
            }
        });
    }

    private static BenchTimes Steps(Network net, SymbolValues symbols, Func<BenchBatch> next, double seconds)
    {
        var begin = Protected<Func<int, SymbolValues, TrainingCall>>("BeginTraining", net, typeof(int), typeof(SymbolValues));
        var step = Protected<TrainStep>("TrainStep", net, typeof(TrainingCall).MakeByRefType());
        return BenchClock.Time(next().Count, seconds, () =>
        {
            BenchBatch batch = next();
            using TrainingCall call = begin(batch.Count, symbols);
            batch.SetInputsAndTargets(call);
            step(call);
        });
    }

    /// <summary>What generated members call, which classes that derive from a model may.</summary>
    private static T Protected<T>(string name, Network net, params Type[] parameters)
        where T : Delegate =>
        typeof(Network).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic, parameters)!.CreateDelegate<T>(net);
}
