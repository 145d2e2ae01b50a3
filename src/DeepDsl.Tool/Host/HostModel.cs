using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace DeepDsl.Tool.Host;

/// <summary>The model of a request.</summary>
internal static class HostModel
{
    /// <summary>What a file says of itself that has the state of a training beside the weights.</summary>
    private const string CheckpointKey = "deepdsl.checkpoint";

    /// <summary>What a checkpoint puts before the names of weights.</summary>
    private const string WeightPrefix = "model.";

    /// <summary>With the weights that are asked for; on all processors, or on so many.</summary>
    /// <param name="request">Which asks.</param>
    /// <param name="keepsStep">Whether it also counts the updates that a checkpoint is of.</param>
    public static Network Create(HostRequest request, bool keepsStep = false)
    {
        Type type = AssemblyLoadContext.Default.LoadFromAssemblyPath(request.Assembly).GetType(request.Model, throwOnError: true)!;
        Network net = Create(type, Device.Cpu(request.Threads));
        if (request.Weights is { } path)
        {
            WeightFile file = WeightFile.Read(path);
            if (file.Metadata.ContainsKey(CheckpointKey))
            {
                // Not LoadCheckpoint, which goes on with a training, and so wants its optimizer and the declaration of then, too.
                net.LoadWeights(file, WeightPrefix);
                if (keepsStep)
                {
                    typeof(Network).GetProperty(nameof(Network.Step))!.SetValue(net, StepOf(file));
                }
            }
            else
            {
                net.LoadWeights(file, layout: file.Layout);
            }
        }
        return net;
    }

    private static long StepOf(WeightFile file) =>
        long.TryParse(file.Metadata.GetValueOrDefault("step"), NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step
        : throw new InvalidDataException($"{file.Path} does not say after how many updates it was saved, so it is damaged.");

    /// <summary>By the constructor that is generated, whatever else the class has.</summary>
    private static Network Create(Type type, Device device)
    {
        ConstructorInfo constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(c => IsGenerated(c.GetParameters()))
            ?? throw new InvalidOperationException(
                $"{type.Name} has no constructor of a seed and a device that may both be left out, which the tool would call.");
        object?[] arguments = Array.ConvertAll(
            constructor.GetParameters(), p => p.ParameterType == typeof(Device) ? device : p.Name == "seed" ? 1 : Type.Missing);
        return (Network)constructor.Invoke(
            BindingFlags.DoNotWrapExceptions | BindingFlags.OptionalParamBinding, binder: null, arguments, culture: null);
    }

    /// <summary>A seed and a device, and for some models a precision.</summary>
    private static bool IsGenerated(ParameterInfo[] parameters) =>
        parameters is [{ Name: "seed" } seed, { Name: "device" } device, ..] && parameters.All(p => p.IsOptional)
        && seed.ParameterType == typeof(int) && device.ParameterType == typeof(Device)
        && parameters[2..] is [] or [{ Name: "precision" }];
}
