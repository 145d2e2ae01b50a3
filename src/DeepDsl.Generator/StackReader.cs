using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>Reads the attributes of one class: the stack of layers in source order, and the settings.</summary>
internal sealed class StackReader
{
    private readonly INamedTypeSymbol _type;
    private readonly SemanticModel _model;
    private readonly BlockCollector _blocks;
    private readonly BoundAttributes _bound;
    private readonly ArgumentReader _expressions;
    private readonly RecordInputReader _records;
    private readonly CancellationToken _cancellation;
    private readonly List<AttributeSpec> _layers = [];
    private readonly List<AttributeSpec> _settings = [];
    private AttributeSyntax? _extends;

    private StackReader(
        INamedTypeSymbol type, TypeDeclarationSyntax declaration, SemanticModel model, BlockCollector blocks, bool isBlock,
        CancellationToken cancellation)
    {
        _type = type;
        _model = model;
        _blocks = blocks;
        _bound = new BoundAttributes(type);
        _cancellation = cancellation;
        bool isTuned = !isBlock && TunedConstants.Of(type).Any();
        Constants = new BlockConstants(
            isBlock || isTuned ? type : null, isBlock ? KnownNames.Parameter : KnownNames.Tune, model, cancellation);
        _expressions = new ArgumentReader(Constants, cancellation);
        Sources = new AttributeSources(declaration, model);
        _records = new RecordInputReader(type, model);
    }

    /// <summary>The type whose features are the inputs; null where those have shapes.</summary>
    public RecordInput? Record => _records.Input;

    public BlockConstants Constants { get; }

    public AttributeSpec[] Layers => [.. _layers];

    public AttributeSpec[] Settings => [.. _settings];

    /// <summary>What comes from another model, as the first layers and settings; null for nothing.</summary>
    public InheritedLayers? Inherited { get; private set; }

    public List<Problem> Problems { get; } = [];

    public AttributeSources Sources { get; }

    /// <summary>What stands on other parts of the class; <see cref="Sources"/> has them behind the layers.</summary>
    public List<StrayAttribute> Strays { get; } = [];

    public static StackReader Read(
        INamedTypeSymbol type, TypeDeclarationSyntax declaration, SemanticModel model, BlockCollector blocks, bool isBlock,
        CancellationToken cancellation)
    {
        StackReader reader = new(type, declaration, model, blocks, isBlock, cancellation);
        if (!isBlock)
        {
            reader.Inherit();
        }

        foreach (AttributeSyntax attribute in declaration.AttributeLists.SelectMany(l => l.Attributes))
        {
            cancellation.ThrowIfCancellationRequested();
            reader.Add(attribute);
        }

        reader.AddLabelsOfRecord();
        reader.FindLayersOnOtherParts();
        return reader;
    }

    /// <summary>What the attribute is in the stack; null where it is none of ours.</summary>
    private string? KindOf(AttributeSyntax attribute, SemanticModel model, out bool isSetting, out string? clash)
    {
        isSetting = false;
        clash = null;
        if ((_bound.Of(attribute)?.AttributeClass ?? model.AttributeClass(attribute, _cancellation)) is not { } type)
        {
            return null; // C# reports a name that it does not know
        }

        if (_blocks.Add(type, out clash) is { } block)
        {
            return block;
        }

        isSetting = KnownNames.Settings.Any(n => type.Is(n));
        return isSetting || KnownNames.Borders.Any(n => type.Is(n)) || type.DerivesFrom(KnownNames.Layer) ? WithoutSuffix(type.Name) : null;
    }

    private void Inherit()
    {
        if (_type.Attribute(KnownNames.Extends) is { } data && data.ApplicationSyntaxReference?.GetSyntax(_cancellation) is AttributeSyntax attribute
            && Sources.Declaration.Contains(attribute))
        {
            _extends = attribute;
            Inherited = ExtensionReader.Read(data, _type, _model.Compilation, Problems, _cancellation);
            AttributeSpec spec = AttributeReader.Read(attribute, data, ExtendsSpec.AttributeName, _model, _expressions, (problem, message, argument) =>
                Problems.Add(new Problem(problem, message, new[] { 0 }, argument, Setting: true)));
            _settings.Add(new ExtendsSpec(0, Inherited?.Layers.Count ?? 0, Inherited?.Frozen ?? 0, Inherited?.CutOff ?? EquatableArray<string>.Empty)
                .ToAttribute([.. spec.Arguments]));
            _layers.AddRange(Inherited?.Layers ?? []);
            _settings.AddRange(Inherited?.Extents ?? []);
            Sources.AddInherited(attribute, _layers.Count, _settings.Count);
        }
    }

    private void Add(AttributeSyntax attribute)
    {
        if (attribute == _extends)
        {
            return;
        }

        string? kind = KindOf(attribute, _model, out bool isSetting, out string? clash);
        if (kind is null)
        {
            AddForeign(attribute);
            return;
        }

        int[] path = [(isSetting ? _settings : _layers).Count];
        if (clash is not null)
        {
            Problems.Add(new Problem(ProblemKind.DuplicateName, $"Two different blocks are called {clash} here; rename one of them.", path));
        }

        AttributeSpec spec = AttributeReader.Read(attribute, _bound.Of(attribute), kind, _model, _expressions, (problem, message, argument) =>
            Problems.Add(new Problem(problem, message, path, argument, isSetting)));
        if (isSetting)
        {
            _settings.Add(kind == LabelsSpec.AttributeName ? LabelsReader.Read(attribute, spec, _type, _model, path, Problems) : spec);
            Sources.AddSetting(attribute);
        }
        else
        {
            foreach (AttributeSpec layer in spec[RecordInputReader.Argument] is null ? [spec] : _records.Expand(attribute, spec, path, Problems))
            {
                _layers.Add(layer);
                Sources.AddLayer(attribute);
            }
        }
    }

    /// <summary>An attribute of another library stands for a layer that is unknown, so that nothing is said of those that read it.</summary>
    private void AddForeign(AttributeSyntax attribute)
    {
        if (ForeignAttributes.OursFor(attribute, ForeignAttributes.TypeOf(attribute, _model, _cancellation)) is { } ours)
        {
            Problems.Add(DeclarationReader.OfClass(ProblemKind.ForeignName,
                $"{ForeignAttributes.NameOf(attribute)} is no attribute of DeepDsl, which has {ours.Ours}."));
        }
    }

    private void AddLabelsOfRecord()
    {
        if (_records.Complete(Sources.Layers, _settings, Problems) is { } labels)
        {
            _settings.Add(labels);
            Sources.AddSetting(_records.Attribute);
        }
    }

    /// <summary>A setting that stands on a member of the class.</summary>
    public int AddSetting(AttributeSpec spec, AttributeSyntax attribute)
    {
        _settings.Add(spec);
        Sources.AddSetting(attribute);
        return _settings.Count - 1;
    }

    private void FindLayersOnOtherParts()
    {
        foreach (TypeDeclarationSyntax part in _type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(_cancellation)).OfType<TypeDeclarationSyntax>())
        {
            if (part == Sources.Declaration)
            {
                continue;
            }

            SemanticModel model = part.SyntaxTree == _model.SyntaxTree ? _model : _model.Compilation.GetSemanticModel(part.SyntaxTree);
            foreach (AttributeSyntax attribute in part.AttributeLists.SelectMany(l => l.Attributes))
            {
                if (KindOf(attribute, model, out bool isSetting, out _) is { } kind)
                {
                    Strays.Add(new StrayAttribute(
                        AttributeReader.Read(attribute, _bound.Of(attribute), kind, model, _expressions, (_, _, _) => { }), isSetting));
                    Problems.Add(new Problem(ProblemKind.LayersOnSecondPart,
                        $"{kind} stands on a second part of {_type.Name}, where the order of layers is undefined; move it to the part with "
                        + $"[{Marker(_type)}].", new[] { Sources.Layers.Count }));
                    Sources.AddLayer(attribute);
                }
            }
        }
    }

    private static string Marker(INamedTypeSymbol type) => type.Attribute(KnownNames.Model) is not null ? "Model" : BlockParser.Marker(type);

    private static string WithoutSuffix(string name) => name.EndsWith(AttributeSources.Suffix, StringComparison.Ordinal)
        ? name.Substring(0, name.Length - AttributeSources.Suffix.Length) : name;
}
