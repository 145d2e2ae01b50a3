namespace DeepDsl;

/// <summary>
/// The model is to be saved as ONNX, by <c>SaveOnnx</c> of the package DeepDsl.Onnx: the build warns of layers that the version of ONNX's
/// operators has no form for. Any model can be saved without it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExportableAttribute : Attribute
{
    /// <summary>The version of ONNX's operators, from 13 to 26.</summary>
    public int Opset { get; set; } = 17;
}
