namespace DeepDsl.Onnx;

/// <summary>Element types of tensors, by their numbers in ONNX's schema.</summary>
internal enum OnnxType
{
    Float = 1,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Float16 = 10,
}
