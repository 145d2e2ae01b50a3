using DeepDsl.CompilerServices;
using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Files;

/// <summary>What a refused file must leave as it is: everything.</summary>
internal static class UntouchedModel
{
    private static readonly Dataset Data = FitData.Make(100);

    /// <summary>A model in the middle of a fit refuses, and neither it nor where its fit stands has changed.</summary>
    public static void Unchanged(Action<TinyClassifier> refuse, int seed = 2)
    {
        FitOptions options = new() { Epochs = 2, BatchSize = 25 };
        LambdaCallback stop = new() { BatchEnd = c => { if (c.Step == 3) { c.Stop("half"); } } };
        TinyClassifier net = new(seed, dropout: 0.3f);
        net.Fit(Data, options with { Callbacks = [stop] });
        string before = Everything(net);
        refuse(net);
        Assert.Equal(before, Everything(net));
        net.Fit(Data, options with { Resume = true });
        TinyClassifier straight = new(seed, dropout: 0.3f);
        straight.Fit(Data, options);
        Assert.Equal(straight.Bits(), net.Bits());
    }

    public static string Everything(TinyClassifier net) => string.Join(
        ' ',
        (string[])
        [
            .. net.Bits().Select(b => $"{b}"),
            .. net.Backend.Read(NetworkBuffer.Slot0).ToArray().Select(v => $"{v:R}"),
            .. net.Backend.Read(NetworkBuffer.Slot1).ToArray().Select(v => $"{v:R}"),
            $"{net.Step} {net.OptimizerStepCount} {net.Training.LearningRate:R}",
        ]);

    public static string Rewritten(string path, Func<IEnumerable<SafetensorsTensor>, SafetensorsTensor[]> change)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        SafetensorsFile.Write(path, change(file.Tensors.Values), file.Metadata);
        return path;
    }

    public static void Says<TError>(string expected, Action action)
        where TError : Exception =>
        Assert.Contains(expected, Assert.Throws<TError>(action).Message, StringComparison.Ordinal);
}
