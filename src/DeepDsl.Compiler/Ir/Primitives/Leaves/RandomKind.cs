namespace DeepDsl.Compiler.Ir.Primitives;

public enum RandomKind { Uniform, Normal }
