using System.Reflection;
using System.Runtime.Loader;

namespace DeepDsl.Tool.Host;

/// <summary>The model of a request.</summary>
internal static class HostModel
{
    /// <summary>What a file says of itself that has the state of a training beside the weights.</summary>
    private const string CheckpointKey = "deepdsl.checkpoint";

    /// <summary>With the weights that are asked for; on all processors, or on so many.</summary>
    public static Network Create(HostRequest request)
    {
        Type type = AssemblyLoadContext.Default.LoadFromAssemblyPath(request.Assembly).GetType(request.Model, throwOnError: true)!;
        Network net = Create(type, Device.Cpu(request.Threads));
        if (request.Weights is { } path)
        {
            WeightFile file = WeightFile.Read(path);
            if (file.Metadata.ContainsKey(CheckpointKey))
            {
                net.LoadCheckpoint(path);
            }
            else
            {
                net.LoadWeights(file, layout: file.Layout);
            }
        }
        return net;
    }

    /// <summary>By the constructor that is generated, whatever else the class has.</summary>
    private static Network Create(Type type, Device device)
    {
        ConstructorInfo constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(c => c.GetParameters() is { } p && p.Any(x => x.ParameterType == typeof(Device)) && p.All(x => x.IsOptional))
            ?? throw new InvalidOperationException(
                $"{type.Name} has no constructor of a seed and a device that may both be left out, which the tool would call.");
        object?[] arguments = Array.ConvertAll(
            constructor.GetParameters(), p => p.ParameterType == typeof(Device) ? device : p.Name == "seed" ? 1 : Type.Missing);
        return (Network)constructor.Invoke(
            BindingFlags.DoNotWrapExceptions | BindingFlags.OptionalParamBinding, binder: null, arguments, culture: null);
    }
}
