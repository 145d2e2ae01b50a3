using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Foreign;

/// <summary>An attribute that is written as another library has it.</summary>
/// <param name="Rule">What is foreign about it.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Place">Its name, or the first part that is foreign.</param>
/// <param name="Message">What it is here, and what to write.</param>
/// <param name="Suggestion">The attribute as it is written here; empty where that isn't clear.</param>
internal sealed record ForeignUse(DiagnosticDescriptor Rule, AttributeSyntax Attribute, SyntaxNode Place, string Message, string Suggestion);
