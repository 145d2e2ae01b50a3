namespace DeepDsl.Compiler.Ir;

/// <summary>A value at one step of a sequence.</summary>
/// <param name="Node">Of the shape that the value has for all steps, with 1 in place of T.</param>
/// <param name="Inner">
/// How many elements of the axis that has the steps lie between a step and the next: 1 of [N * T, C], N of [T * N, C].
/// </param>
public sealed record StepRow(Node Node, Dim Inner);
