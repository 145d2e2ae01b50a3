namespace DeepDsl.Onnx;

/// <summary>The versions of ONNX's operators, and the version of the file format that came with each.</summary>
internal static class Opsets
{
    /// <summary>The version of the format that a reader of these operators knows.</summary>
    public static long FormatOf(int opset) => opset switch { <= 14 => 7, <= 18 => 8, <= 20 => 9, <= 22 => 10, 23 => 11, 24 => 12, _ => 13 };
}
