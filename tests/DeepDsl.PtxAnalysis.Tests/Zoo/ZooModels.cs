using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.PtxAnalysis.Tests.Zoo;

/// <summary>
/// Declarations as experts write them: the sound models that rules must leave in peace, the samples' and the benchmarks'.
/// </summary>
internal static class ZooModels
{
    private const string Zoo = "Zoo/";

    /// <summary>Small ones with a kernel of each kind among them.</summary>
    public static IReadOnlyList<string> Few { get; } = ["Zoo/Xor", "Zoo/LeNet5ReLU", "Zoo/MlpBatchNorm", "Benchmarks/Mlp"];

    /// <summary>Of the zoo, those whose kernels take as long to compile as those of all others.</summary>
    public static IReadOnlyList<string> Large { get; } =
    [
        .. new[] { "DenseNetBC", "EfficientNetB0", "GoogLeNet", "InceptionV3", "MobileNetV2", "ResNet50", "ShuffleNet", "Xception" }.Select(n => Zoo + n),
    ];

    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ZooModels).Assembly.GetManifestResourceNames().Where(IsModel).Order(StringComparer.Ordinal),
    ];

    /// <summary>What the models of a file say. Files of samples and benchmarks share a block.</summary>
    public static IEnumerable<ModelSpec> Specs(string name) =>
        SpecsOf(name.StartsWith(Zoo, StringComparison.Ordinal) ? [Text(name)] : [Text(name), Text("Samples/BasicBlock")]);

    /// <summary>What the models of the first of some texts say.</summary>
    public static IEnumerable<ModelSpec> SpecsOf(params string[] sources)
    {
        CSharpCompilation compilation = Sources.Compile([.. sources.Distinct()]);
        CSharpCompilation declared = compilation.AddSyntaxTrees(Blocks(compilation));
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Take(1))
        {
            SemanticModel semantics = declared.GetSemanticModel(tree);
            foreach (ClassDeclarationSyntax model in Classes(tree.GetRoot(), "Model"))
            {
                ModelSpec spec = ModelParser.Parse(semantics.GetDeclaredSymbol(model)!, declared, default)!.Spec;
                yield return spec with { Gpu = true };
            }
        }
    }

    private static bool IsModel(string resource) => Text(resource).Contains("[Model", StringComparison.Ordinal);

    /// <summary>The attributes that blocks become: what the generator adds where there are no models, which it would compile.</summary>
    private static IEnumerable<SyntaxTree> Blocks(CSharpCompilation compilation)
    {
        CSharpCompilation blocks = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(t =>
            CSharpSyntaxTree.Create((CSharpSyntaxNode)t.GetRoot().RemoveNodes(Classes(t.GetRoot(), "Model"), SyntaxRemoveOptions.KeepNoTrivia)!, Sources.Language)));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Sources.Language);
        return driver.RunGenerators(blocks).GetRunResult().GeneratedTrees;
    }

    private static IEnumerable<ClassDeclarationSyntax> Classes(SyntaxNode root, string attribute) => root.DescendantNodes()
        .OfType<ClassDeclarationSyntax>().Where(c => c.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() == attribute));

    private static string Text(string resource)
    {
        using StreamReader reader = new(typeof(ZooModels).Assembly.GetManifestResourceStream(resource)!);
        string text = reader.ReadToEnd().ReplaceLineEndings("\n");
        return text.Contains("using DeepDsl;", StringComparison.Ordinal) ? text : "using DeepDsl;\n" + text;
    }
}
