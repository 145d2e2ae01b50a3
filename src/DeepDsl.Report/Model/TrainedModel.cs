using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;
using DeepDsl.Onnx;

namespace DeepDsl.Report;

/// <summary>
/// A model with all that its memory depends on: the layers, which its class carries as text, the losses of its specification, and the
/// precision that it runs in.
/// </summary>
internal static class TrainedModel
{
    /// <summary>
    /// Null for a class that another version compiled, or that no compiler made. Each call gives graphs of their own, to be added to.
    /// </summary>
    public static BuiltModel? Find(Network net) => DeclaredModel.Find(net, spec => spec with
    {
        Settings = spec.Settings.Concat(ModelText.ReadLosses(net.Definition.Spec)).Append(Train(net)).ToArray(),
    });

    private static AttributeSpec Train(Network net) => new(TrainSpec.AttributeName, new ArgumentSpec[]
    {
        new(TrainSpec.PrecisionName, new EnumArgument(nameof(Precision), net.Precision.ToString())),
    });
}
