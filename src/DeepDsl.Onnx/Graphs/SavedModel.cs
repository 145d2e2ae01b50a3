using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Onnx;

/// <summary>A model that is to be saved.</summary>
internal static class SavedModel
{
    /// <param name="net">The model.</param>
    /// <param name="withLosses">Whether what it was trained on is asked for too.</param>
    /// <exception cref="NotSupportedException">The class was compiled by another version.</exception>
    public static BuiltModel Of(Network net, bool withLosses = false) =>
        DeclaredModel.Find(net, spec => withLosses
            ? spec with { Settings = spec.Settings.Concat(ModelText.ReadLosses(net.Definition.Spec)).ToArray() }
            : spec)
        ?? throw new NotSupportedException(
            $"{net.Definition.Name} was not saved: its assembly {net.GetType().Assembly.GetName().Name} does not say of which layers it is in a "
            + "form that this version of DeepDsl.Onnx reads; build that with the same version of DeepDsl.");
}
