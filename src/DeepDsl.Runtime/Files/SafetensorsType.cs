namespace DeepDsl;

/// <summary>Element types of the safetensors format.</summary>
public enum SafetensorsType { BOOL, U8, I8, F8_E5M2, F8_E4M3, U16, I16, F16, BF16, U32, I32, F32, U64, I64, F64 }
