using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>
/// The constants of a block, and which of them depend on its parameters. Each is looked at once, however many expressions name it and
/// however many others stand between it and a parameter.
/// </summary>
/// <param name="block">A block, or a model whose constants a search varies; null for any other model, where nothing depends on parameters.</param>
/// <param name="marker">The attribute that makes a constant a parameter.</param>
/// <param name="model">Of one of the block's files.</param>
internal sealed class BlockConstants(INamedTypeSymbol? block, string marker, SemanticModel model, CancellationToken cancellation)
{
    private readonly Dictionary<IFieldSymbol, bool> _depends = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = new() { [model.SyntaxTree] = model };

    public bool IsBlock => block is not null;

    public SemanticModel ModelOf(SyntaxNode node)
    {
        if (!_models.TryGetValue(node.SyntaxTree, out SemanticModel known))
        {
            _models.Add(node.SyntaxTree, known = model.Compilation.GetSemanticModel(node.SyntaxTree));
        }

        return known;
    }

    public bool DependsOnParameter(ExpressionSyntax expression)
    {
        if (block is null)
        {
            return false;
        }

        Dictionary<IFieldSymbol, IFieldSymbol?> readers = new(SymbolEqualityComparer.Default);
        Stack<(ExpressionSyntax Expression, IFieldSymbol? Of)> open = new([(expression, null)]);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            (ExpressionSyntax at, IFieldSymbol? reader) = open.Pop();
            foreach (IFieldSymbol field in Constants(at))
            {
                if (readers.ContainsKey(field))
                {
                    continue;
                }

                readers.Add(field, reader);
                bool isKnown = _depends.TryGetValue(field, out bool depends);
                if (isKnown ? depends : IsParameter(field))
                {
                    for (IFieldSymbol? between = field; between is not null; between = readers[between])
                    {
                        _depends[between] = true;
                    }

                    return true;
                }

                if (!isKnown && Initializer(field) is { } value)
                {
                    open.Push((value, field));
                }
            }
        }

        foreach (IFieldSymbol field in readers.Keys)
        {
            _depends[field] = false;
        }

        return false;
    }

    /// <summary>
    /// The block's constants that an expression names. Of one too large to be read it is enough to know their names: C# takes seconds to
    /// find the symbols of each.
    /// </summary>
    private IEnumerable<IFieldSymbol> Constants(ExpressionSyntax expression)
    {
        IEnumerable<IdentifierNameSyntax> names = expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>();
        return new ExpressionSize().Allows(expression)
            ? names.Where(n => Named(n.Identifier.ValueText) is not null).Select(Field).OfType<IFieldSymbol>()
            : names.Select(n => n.Identifier.ValueText).Distinct().Select(Named).OfType<IFieldSymbol>();
    }

    private IFieldSymbol? Named(string name) => block!.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault(f => f.IsConst);

    /// <summary>The block's constant that an expression names. One inside nameof is named, not read.</summary>
    public IFieldSymbol? Field(ExpressionSyntax expression)
    {
        bool named = expression.FirstAncestorOrSelf<InvocationExpressionSyntax>()
            is { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } };
        return !named
            && ModelOf(expression).GetSymbolInfo(expression, cancellation).Symbol
                is IFieldSymbol { IsConst: true, HasConstantValue: true } field
            && SymbolEqualityComparer.Default.Equals(field.ContainingType, block) ? field : null;
    }

    /// <summary>What a constant is computed from; null for a parameter, which each use of the block sets.</summary>
    public ExpressionSyntax? Computed(IFieldSymbol field) => IsParameter(field) ? null : Initializer(field);

    private bool IsParameter(IFieldSymbol field) => field.Attribute(marker) is not null;

    private ExpressionSyntax? Initializer(IFieldSymbol field) => field.DeclaringSyntaxReferences.Length == 0 ? null
        : (field.DeclaringSyntaxReferences[0].GetSyntax(cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value;
}
