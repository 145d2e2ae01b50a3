using System.Collections.Immutable;
using System.Text;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Usage;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Analyzers.Foreign;

/// <summary>
/// Says what attributes of other libraries are called here. C# rejects such attributes, and then lets no analyzer speak on a command line,
/// but generators; hence this is one. For attributes that have no type it adds one, so that C# has nothing to say and what else is wrong
/// with the program is seen.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ForeignNameGenerator : IIncrementalGenerator
{
    /// <summary>The step that finds them, for tests.</summary>
    public const string TrackingName = "ForeignNames";

    private static readonly string[] s_markers = ["DeepDsl.ModelAttribute", "DeepDsl.BlockAttribute", "DeepDsl.CellAttribute"];

    /// <summary>What it reports.</summary>
    public static ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DeclarationRules.DD1035_UnknownArgument, DeclarationRules.DD1036_MissingUsing, DeclarationRules.DD1037_ForeignClass,
        DeclarationRules.DD1038_ForeignLayer, DeclarationRules.DD1039_ForeignArgument,
    ];

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<EquatableArray<StandIn>>? standIns = null;
        foreach (string marker in s_markers)
        {
            IncrementalValuesProvider<FoundName> names = context.SyntaxProvider
                .ForAttributeWithMetadataName(marker, (node, _) => node is TypeDeclarationSyntax, Find)
                .SelectMany((found, _) => found)
                .WithTrackingName(TrackingName);
            context.RegisterSourceOutput(names, (output, name) => output.ReportDiagnostic(name.ToDiagnostic()));
            IncrementalValueProvider<EquatableArray<StandIn>> own = names.Select((name, _) => name.StandIn).Collect()
                .Select((all, _) => new EquatableArray<StandIn>(all.OfType<StandIn>().Distinct()));
            standIns = standIns is not { } others ? own
                : others.Combine(own).Select((pair, _) => new EquatableArray<StandIn>(pair.Left.Concat(pair.Right).Distinct()));
        }

        IncrementalValuesProvider<FoundName> unused = context.SyntaxProvider
            .CreateSyntaxProvider((node, _) => MissingUsing.MayBeMissing(node),
                (found, cancellation) => MissingUsing.In((TypeDeclarationSyntax)found.Node, found.SemanticModel, cancellation))
            .Where(name => name is not null).Select((name, _) => name!)
            .WithTrackingName(TrackingName);
        context.RegisterSourceOutput(unused, (output, name) => output.ReportDiagnostic(name.ToDiagnostic()));
        context.RegisterSourceOutput(standIns!.Value, (output, all) =>
        {
            if (all.Count > 0)
            {
                output.AddSource(ForeignAttributes.FileName, SourceText.From(StandIn.Write(all), Encoding.UTF8));
            }
        });
    }

    private static EquatableArray<FoundName> Find(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        TypeDeclarationSyntax declaration = (TypeDeclarationSyntax)context.TargetNode;
        return ForeignUses.In((INamedTypeSymbol)context.TargetSymbol, declaration, context.SemanticModel, cancellation).Select(FoundName.Of)
            .Concat(ForeignClass.In(declaration, context.SemanticModel, cancellation)).ToArray();
    }
}
