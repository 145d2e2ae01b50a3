namespace DeepDsl.Compiler.Spec;

/// <summary>A place in the text of a method, which an edit elsewhere does not move.</summary>
/// <param name="Method">A static method of the class.</param>
/// <param name="Node">The number of the node of its syntax, counted as one reads; ignored where <paramref name="Parameter"/> is given.</param>
/// <param name="Parameter">The method's parameter; empty for a part of its body.</param>
public sealed record CodePlace(string Method, int Node, string Parameter = "");
