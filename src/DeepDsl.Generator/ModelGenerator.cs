using System.Text;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Print.Cpu;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Generator;

/// <summary>
/// Parses each declaration to an equatable specification, and compiles that: an edit that leaves the specification equal recompiles
/// nothing. Reports nothing; the analyzers do.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <summary>Ends the name of every generated file.</summary>
    public const string FileSuffix = ".deepdsl.g.cs";

    /// <summary>The MSBuild property that asks for what each pass made.</summary>
    public const string DumpOption = "build_property.DeepDslDump";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<bool> gpu = context.CompilationProvider
            .Select((compilation, _) => ModelParser.ReferencesGpu(compilation))
            .WithTrackingName(TrackingNames.Gpu);

        IncrementalValueProvider<bool> dump = context.AnalyzerConfigOptionsProvider
            .Select((options, _) => options.GlobalOptions.TryGetValue(DumpOption, out string? value)
                && bool.TryParse(value, out bool isAsked) && isAsked)
            .WithTrackingName(TrackingNames.Dump);

        IncrementalValuesProvider<CompiledModel> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Model, (node, _) => node is TypeDeclarationSyntax, ParseModel)
            .Where(spec => spec is not null)
            .WithTrackingName(TrackingNames.Models)
            .Combine(gpu.Combine(dump))
            .Select((pair, cancellation) =>
                CompileCache.Compile(pair.Left! with { Gpu = pair.Right.Left, Dump = pair.Right.Right }, cancellation))
            .WithTrackingName(TrackingNames.CompiledModels);

        IncrementalValueProvider<EquatableArray<Tile>> tiles = models
            .SelectMany((model, _) => model.Tiles)
            .Collect()
            .Select((all, _) => new EquatableArray<Tile>(all.Distinct()))
            .WithTrackingName(TrackingNames.Tiles);

        IncrementalValuesProvider<GeneratedFile> blocks = Blocks(context, KnownNames.Block);
        IncrementalValuesProvider<GeneratedFile> cells = Blocks(context, KnownNames.Cell);

        IncrementalValuesProvider<GeneratedFile> records = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Features, (node, _) => node is TypeDeclarationSyntax, ParseRecord)
            .Where(record => record is not null)
            .WithTrackingName(TrackingNames.Records)
            .Where(record => record!.CanExtend)
            .Select((record, _) => RecordEmitter.Emit(record!))
            .WithTrackingName(TrackingNames.RecordTexts);

        // None, as a rule; then nothing that is generated depends on what else there is.
        IncrementalValueProvider<EquatableArray<string>> clashes = models
            .SelectMany((model, _) => model.Files.Select(f => f.Name))
            .Collect()
            .Combine(blocks.Select((block, _) => block.Name).Collect())
            .Combine(cells.Select((cell, _) => cell.Name).Collect())
            .Combine(records.Select((record, _) => record.Name).Collect())
            .Select((names, _) => new EquatableArray<string>(GeneratedNames.Clashes(
                [.. names.Left.Left.Left, .. names.Left.Left.Right, .. names.Left.Right, .. names.Right, TilesEmitter.FileName])))
            .WithTrackingName(TrackingNames.Clashes);

        context.RegisterSourceOutput(models.SelectMany((model, _) => model.Files).Combine(clashes), Add);
        context.RegisterSourceOutput(blocks.Combine(clashes), Add);
        context.RegisterSourceOutput(cells.Combine(clashes), Add);
        context.RegisterSourceOutput(records.Combine(clashes), Add);
        context.RegisterSourceOutput(tiles, (output, all) =>
        {
            if (all.Count > 0)
            {
                Add(output, (TilesEmitter.Emit(all), EquatableArray<string>.Empty));
            }
        });
    }

    /// <summary>The attributes of the classes that are marked so.</summary>
    private static IncrementalValuesProvider<GeneratedFile> Blocks(IncrementalGeneratorInitializationContext context, string marker) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(marker, (node, _) => node is TypeDeclarationSyntax, ParseBlock)
            .Where(block => block is not null)
            .WithTrackingName(TrackingNames.Blocks)
            .Where(block => block!.CanExtend)
            .Select((block, _) => BlockEmitter.Emit(block!))
            .WithTrackingName(TrackingNames.BlockTexts);

    private static void Add(SourceProductionContext output, (GeneratedFile File, EquatableArray<string> Clashes) named) =>
        output.AddSource(GeneratedNames.Of(named.File, named.Clashes) + FileSuffix, SourceText.From(named.File.Text, Encoding.UTF8));

    private static ModelSpec? ParseModel(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol is INamedTypeSymbol type && IsFirst(context)
            ? ModelParser.Parse(type, (TypeDeclarationSyntax)context.TargetNode, context.SemanticModel, cancellation).Spec : null;

    private static BlockDeclaration? ParseBlock(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol is INamedTypeSymbol type && IsFirst(context)
            ? BlockParser.Parse(type, context.SemanticModel.Compilation, cancellation)?.Declaration : null;

    private static RecordSpec? ParseRecord(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol is INamedTypeSymbol type && IsFirst(context)
            ? RecordParser.Parse(type, context.SemanticModel.Compilation, cancellation)?.Spec : null;

    /// <summary>Several parts may carry the attribute, which is an error of C#'s; a type is still generated once.</summary>
    private static bool IsFirst(GeneratorAttributeSyntaxContext context) => context.TargetSymbol.GetAttributes()
        .First(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, context.Attributes[0].AttributeClass))
        .ApplicationSyntaxReference?.GetSyntax().Parent?.Parent == context.TargetNode;
}
