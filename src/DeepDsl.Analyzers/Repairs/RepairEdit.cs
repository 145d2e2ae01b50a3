using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>One change to one attribute.</summary>
/// <param name="Tree">The file.</param>
/// <param name="Start">Where the attribute begins in it.</param>
/// <param name="Verb">What to do.</param>
/// <param name="Argument">The property; a number for the argument at that place.</param>
/// <param name="Value">As C#.</param>
public sealed record RepairEdit(SyntaxTree Tree, int Start, RepairVerb Verb, string Argument, string Value);
