using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Generator;

/// <summary>Whether the project's version of C# has what generated code is written with.</summary>
internal static class LanguageCheck
{
    /// <summary>Overloads have priorities, so that arrays are spans before they are tensors.</summary>
    public const LanguageVersion Needed = LanguageVersion.CSharp13;

    /// <summary>Members that throw need nullable types alone, once those with a priority are left out.</summary>
    public const LanguageVersion NeededByMembers = LanguageVersion.CSharp8;

    public static LanguageVersion Of(SyntaxTree tree) => ((CSharpParseOptions)tree.Options).LanguageVersion;

    /// <summary>Null where it has.</summary>
    public static Problem? Run(INamedTypeSymbol model, LanguageVersion version) => version >= Needed ? null
        : DeclarationReader.OfClass(ProblemKind.LanguageVersion,
            $"What is generated for {model.Name} needs C# {Text(Needed)}, but the project is compiled as C# {Text(version)}; "
            + $"remove LangVersion from the project, or write <LangVersion>{Text(Needed)}</LangVersion>.");

    private static string Text(LanguageVersion version) => version.ToDisplayString().Replace(".0", "");
}
