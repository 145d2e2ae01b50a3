using DeepDsl.Compiler.Ops;

namespace DeepDsl.Onnx;

/// <summary>The graph of a model that is to be saved.</summary>
internal static class DeclaredGraph
{
    /// <exception cref="NotSupportedException">The class was compiled by another version.</exception>
    public static ModelGraph Of(Network net) => DeclaredModel.Find(net)?.Inference ?? throw new NotSupportedException(
        $"{net.Definition.Name} was not saved: its assembly {net.GetType().Assembly.GetName().Name} does not say of which layers it is in a "
        + "form that this version of DeepDsl.Onnx reads; build that with the same version of DeepDsl.");
}
