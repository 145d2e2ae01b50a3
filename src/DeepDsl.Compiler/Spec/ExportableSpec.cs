namespace DeepDsl.Compiler.Spec;

/// <summary>[Exportable]: that a model is to be written as ONNX.</summary>
/// <param name="Setting">Its place among the model's settings.</param>
/// <param name="Opset">The version of ONNX's operators; null for the usual one.</param>
public sealed record ExportableSpec(int Setting, double? Opset)
{
    /// <summary>The attribute's name without suffix.</summary>
    public const string AttributeName = "Exportable";

    public static ExportableSpec Read(int setting, AttributeSpec attribute) => new(setting, attribute.Number(nameof(Opset)));
}
