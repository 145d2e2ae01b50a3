using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers;

/// <summary>The parsed models and blocks of a compilation: each is parsed once, however many analyzers ask.</summary>
internal sealed class Declarations
{
    private static readonly ConditionalWeakTable<Compilation, Declarations> ByCompilation = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, DeclaredModel?> _models = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ParsedBlock?> _blocks = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<INamedTypeSymbol, ParsedRecord?> _records = new(SymbolEqualityComparer.Default);

    public static Declarations Of(Compilation compilation) => ByCompilation.GetValue(compilation, _ => new Declarations());

    /// <summary>Null where the type is no model.</summary>
    public DeclaredModel? Model(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) => _models.GetOrAdd(type, t =>
        ModelParser.Parse(t, compilation, cancellation) is { } parsed
            ? new DeclaredModel(parsed.Spec with { Gpu = ModelParser.ReferencesGpu(compilation) }, parsed.Sources) { Strays = parsed.Strays } : null);

    /// <summary>Null where the type is no block.</summary>
    public ParsedBlock? Block(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        _blocks.GetOrAdd(type, t => BlockParser.Parse(t, compilation, cancellation));

    /// <summary>Null where the type has no features.</summary>
    public ParsedRecord? Record(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        _records.GetOrAdd(type, t => RecordParser.Parse(t, compilation, cancellation));
}
