using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>Where the parts of a specification stand in the source, for whoever reports its problems.</summary>
public sealed class AttributeSources(TypeDeclarationSyntax declaration, SemanticModel model)
{
    /// <summary>Ends the names of the types of attributes.</summary>
    public const string Suffix = "Attribute";

    private readonly List<AttributeSyntax> _layers = [];
    private readonly List<AttributeSyntax> _settings = [];

    public TypeDeclarationSyntax Declaration { get; } = declaration;

    /// <summary>The attributes of the specification's layers; behind them those that stand on a second part of the class.</summary>
    public IReadOnlyList<AttributeSyntax> Layers => _layers;

    public IReadOnlyList<AttributeSyntax> Settings => _settings;

    /// <summary>How many of the layers, the first ones, are another model's: they stand at the attribute that names it, and can't be edited there.</summary>
    public int Inherited { get; private set; }

    /// <summary>Whether a problem is about a layer of another model, which says so itself.</summary>
    public bool IsInherited(Problem problem) => !problem.Setting && problem.Path.Count > 0 && problem.Path[0] < Inherited;

    internal SemanticModel Model { get; } = model;

    /// <summary>The attribute that a problem is about; null where it is about the class.</summary>
    public AttributeSyntax? AttributeOf(Problem problem) =>
        problem.Path.Count == 0 ? null : (problem.Setting ? _settings : _layers).ElementAtOrDefault(problem.Path[0]);

    /// <summary>
    /// The member's name; the argument's value if the attribute gives it; else the attribute; else the name of the class.
    /// </summary>
    public Location LocationOf(Problem problem)
    {
        if (problem.Member is { } member && Model.GetDeclaredSymbol(Declaration) is INamedTypeSymbol type
            && MemberReader.Find(type, member)?.Locations.FirstOrDefault() is { } place)
        {
            return place;
        }

        // A method of a block may stand in another assembly, and one mistake at several uses: it is reported at the use.
        if (problem.Place is { } code && problem.Path.Count <= 1 && LocationOf(code) is { } part)
        {
            return part;
        }

        if (AttributeOf(problem) is not { } attribute)
        {
            return Declaration.Identifier.GetLocation();
        }

        // Inside a block the argument belongs to an inner layer, which may stand in another assembly: report at the use.
        AttributeArgumentSyntax? argument = problem.Argument.Length > 0 && problem.Path.Count == 1
            ? AttributeReader.Find(attribute, problem.Argument, ModelOf(attribute), problem.Item) : null;
        return argument is null ? attribute.GetLocation() : argument.Expression.GetLocation();
    }

    /// <summary>The place among the attribute's arguments of one, or of one item of a list; -1 where the attribute does not give it.</summary>
    public int PlaceOf(AttributeSyntax attribute, string argument, int item = 0) =>
        AttributeReader.Find(attribute, argument, ModelOf(attribute), item) is { } syntax ? attribute.ArgumentList!.Arguments.IndexOf(syntax) : -1;

    /// <summary>How one names a type of DeepDsl there: as short as the usings allow; an attribute without its suffix.</summary>
    public string NameOf(string type, AttributeSyntax at)
    {
        string name = Model.Compilation.GetTypeByMetadataName("DeepDsl." + type)?.ToMinimalDisplayString(ModelOf(at), at.SpanStart) ?? type;
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    /// <summary>
    /// Where a block that it uses is written; null for one of another assembly, or where several of that name are. Blocks are known by the names
    /// of their classes.
    /// </summary>
    public AttributeSources? OfBlock(string name, CancellationToken cancellation)
    {
        INamedTypeSymbol[] types = [.. Model.Compilation.GetSymbolsWithName(name, SymbolFilter.Type, cancellation).OfType<INamedTypeSymbol>()
            .Where(t => t.BlockMarker() is not null)];
        return types.Length == 1 ? BlockParser.Parse(types[0], Model.Compilation, cancellation)?.Sources : null;
    }

    internal void AddLayer(AttributeSyntax attribute) => _layers.Add(attribute);

    /// <summary>Layers and settings that come with another model.</summary>
    internal void AddInherited(AttributeSyntax attribute, int layers, int settings)
    {
        Inherited = layers;
        _layers.AddRange(Enumerable.Repeat(attribute, layers));
        _settings.AddRange(Enumerable.Repeat(attribute, settings));
    }

    internal void AddSetting(AttributeSyntax attribute) => _settings.Add(attribute);

    private Location? LocationOf(CodePlace place)
    {
        IMethodSymbol? method = (Model.GetDeclaredSymbol(Declaration) as INamedTypeSymbol)?.GetMembers(place.Method).OfType<IMethodSymbol>().FirstOrDefault();
        return place.Parameter.Length > 0 ? method?.Parameters.FirstOrDefault(p => p.Name == place.Parameter)?.Locations.FirstOrDefault()
            : method?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } syntax && SyntaxNumbers.Find(syntax, place.Node) is { } node
                ? node.GetLocation() : method?.Locations.FirstOrDefault();
    }

    private SemanticModel ModelOf(AttributeSyntax attribute) =>
        attribute.SyntaxTree == Model.SyntaxTree ? Model : Model.Compilation.GetSemanticModel(attribute.SyntaxTree);
}
