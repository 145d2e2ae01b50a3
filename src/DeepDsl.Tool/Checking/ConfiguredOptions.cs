using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Tool.Checking;

/// <summary>What .editorconfig and the project tell analyzers and generators.</summary>
internal sealed class ConfiguredOptions(AnalyzerConfigSet config) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(config.GlobalConfigOptions.AnalyzerOptions);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => OfPath(tree.FilePath);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => OfPath(textFile.Path);

    private Options OfPath(string path) =>
        new(path.Length == 0 ? ImmutableDictionary<string, string>.Empty : config.GetOptionsForSourcePath(path).AnalyzerOptions);

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
