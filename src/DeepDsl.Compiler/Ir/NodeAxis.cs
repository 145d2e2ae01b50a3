namespace DeepDsl.Compiler.Ir;

/// <summary>One axis of a value, counted from the end: 1 is the last.</summary>
public readonly record struct NodeAxis(Node Node, int FromEnd);
