namespace DeepDsl.Compiler.Ir.Primitives;

public enum ReduceKind { Sum, Max, Min }
