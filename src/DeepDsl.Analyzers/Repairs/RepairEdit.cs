namespace DeepDsl.Analyzers.Repairs;

/// <summary>One change to one attribute.</summary>
/// <param name="Start">Where the attribute begins in its file.</param>
/// <param name="Verb">What to do.</param>
/// <param name="Argument">The property; a number for the argument at that place.</param>
/// <param name="Value">As C#.</param>
public sealed record RepairEdit(int Start, RepairVerb Verb, string Argument, string Value);
