namespace DeepDsl.Analyzers;

/// <summary>One change to one attribute.</summary>
/// <param name="Start">Where the attribute begins in its file.</param>
/// <param name="Verb">One of <see cref="Repair"/>'s verbs.</param>
/// <param name="Argument">The property; a number for the argument at that place; empty for the first of the constructor.</param>
/// <param name="Value">As C#.</param>
public sealed record RepairEdit(int Start, string Verb, string Argument, string Value);
