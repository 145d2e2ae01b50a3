using System.Collections.Concurrent;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>An attribute that is a layer, with what it became: in a block, one row for each use.</summary>
internal sealed record Site(AttributeSyntax Syntax, IReadOnlyList<LayerRow> Rows, IReadOnlyList<AttributeSyntax> Uses)
{
    public LayerRow Row => Rows[0];

    public Op Op => Row.Layer.Op;

    public bool InBlock => Uses.Count > 0;

    /// <summary>Where a finding about it is in place: at the layer, or at a use of the block around it.</summary>
    public IEnumerable<AttributeSyntax> Places => Uses.Prepend(Syntax);
}

/// <summary>A sound model, taken apart so that it can be broken.</summary>
internal sealed class Specimen
{
    private static readonly ConcurrentDictionary<string, Specimen> ByName = new();

    private readonly Dictionary<string, ParsedBlock> _blocks = [];

    private Specimen(string name, string source)
    {
        Name = name;
        CSharpCompilation compilation = Sources.Compile(source);
        Root = (CompilationUnitSyntax)compilation.SyntaxTrees.Single().GetRoot();
        SemanticModel semantics = compilation.GetSemanticModel(Root.SyntaxTree);
        foreach (ClassDeclarationSyntax part in Classes)
        {
            INamedTypeSymbol type = (INamedTypeSymbol)semantics.GetDeclaredSymbol(part)!;
            if (BlockParser.Parse(type, compilation, default) is { } block)
            {
                _blocks.Add(type.Name, block);
            }
            else
            {
                Model = ModelParser.Parse(type, compilation, default)!;
            }
        }

        Graph = CompileCache.Build(Model!.Spec).Inference;
        Flow = new Flow(Graph);
        Sites =
        [
            .. Graph.Rows.GroupBy(r => Attribute(r.Path)).OrderBy(g => g.Key.SpanStart).Select(g => new Site(
                g.Key, [.. g], [.. g.Where(r => r.Path.Count > 1).Select(r => Model.Sources.Layers[r.Path[0]]).Distinct()])),
        ];
    }

    public static IEnumerable<Specimen> All => SoundModels.Names.Select(Of);

    public string Name { get; }

    public CompilationUnitSyntax Root { get; }

    public ParsedModel Model { get; }

    public ModelGraph Graph { get; }

    public Flow Flow { get; }

    public IReadOnlyList<Site> Sites { get; }

    public IEnumerable<ClassDeclarationSyntax> Classes => Root.DescendantNodes().OfType<ClassDeclarationSyntax>();

    public IEnumerable<AttributeSyntax> Attributes => Classes.SelectMany(c => c.AttributeLists).SelectMany(l => l.Attributes);

    public AttributeSyntax? Train => Settings("Train").FirstOrDefault();

    /// <summary>The one loss; null where there are several or none.</summary>
    public AttributeSyntax? OnlyLoss => Settings("Loss").ToArray() is [var one] ? one : null;

    public string LossKind => Model.Spec.Settings.FirstOrDefault(s => s.Kind == "Loss")?["Kind"] is EnumArgument e ? e.Name : "";

    /// <summary>The layer whose value is the only output.</summary>
    public Site? Output => Graph.OutputRows is [{ } row] ? SiteOf(row) : null;

    public IEnumerable<AttributeSyntax> Settings(string kind) =>
        Model.Spec.Settings.Select((s, i) => (s.Kind, Model.Sources.Settings[i])).Where(s => s.Kind == kind).Select(s => s.Item2);

    public static Specimen Of(string name) => ByName.GetOrAdd(name, n => From(n, SoundModels.Source(n)));

    /// <summary>A model that is not among the well-known ones.</summary>
    public static Specimen From(string name, string source) => new(name, source);

    public Site SiteOf(LayerRow row) => Sites.First(s => s.Rows.Contains(row));

    /// <summary>Where the block is used that an attribute stands on; none for the model's own attributes.</summary>
    public IEnumerable<AttributeSyntax> UsesOfBlock(AttributeSyntax attribute) =>
        Sites.Where(s => s.Syntax.Parent!.Parent == attribute.Parent!.Parent).SelectMany(s => s.Uses).Distinct();

    private AttributeSyntax Attribute(IReadOnlyList<int> path)
    {
        AttributeSyntax at = Model.Sources.Layers[path[0]];
        string kind = Model.Spec.Layers[path[0]].Kind;
        foreach (int i in path.Skip(1))
        {
            ParsedBlock block = _blocks[kind];
            at = block.Sources.Layers[i];
            kind = block.Declaration.Block.Layers[i].Kind;
        }

        return at;
    }
}
