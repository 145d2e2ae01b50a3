using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Tool.Loading;

/// <summary>Sources with what they are compiled against, and what the build tells analyzers.</summary>
/// <param name="Name">What messages call them.</param>
/// <param name="Folder">Where they lie.</param>
/// <param name="Compilation">Without what generators add.</param>
internal sealed record LoadedSources(string Name, string Folder, CSharpCompilation Compilation)
{
    public AnalyzerConfigSet Config { get; init; } = Configured([]);

    /// <summary>Whether what lies in the folder belongs to them, as far as it is C#.</summary>
    public bool IsWholeFolder { get; init; } = true;

    /// <summary>Where a build of them goes; null for files without a project.</summary>
    public BuildPlace? Place { get; init; }

    public ImmutableArray<AdditionalText> AdditionalFiles { get; init; } = [];

    /// <summary>What files of the kind of .editorconfig say together.</summary>
    public static AnalyzerConfigSet Configured(IEnumerable<string> paths) =>
        AnalyzerConfigSet.Create(paths.Select(p => AnalyzerConfig.Parse(FileText.Read(p), p)).ToImmutableArray());
}
