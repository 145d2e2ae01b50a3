namespace DeepDsl.Compiler.Ir;

/// <summary>What the elements of a value are. Ints are token ids and labels; reading one in an expression converts it.</summary>
public enum ElementType { Float32, Int32 }
