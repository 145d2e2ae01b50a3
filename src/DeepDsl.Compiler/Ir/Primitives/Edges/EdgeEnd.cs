namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>One of the two nodes of an edge, as an edge holds them: where it begins, where it ends.</summary>
public enum EdgeEnd { From, To }
