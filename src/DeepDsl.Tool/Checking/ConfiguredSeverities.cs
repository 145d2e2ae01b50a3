using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Tool.Checking;

/// <summary>Severities of rules as .editorconfig gives them, for the compiler.</summary>
internal sealed class ConfiguredSeverities(AnalyzerConfigSet config) : SyntaxTreeOptionsProvider
{
    private readonly ConcurrentDictionary<string, AnalyzerConfigOptionsResult> _byPath = new();

    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(
        SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        _byPath.GetOrAdd(tree.FilePath, path => path.Length == 0 ? config.GlobalConfigOptions : config.GetOptionsForSourcePath(path))
            .TreeOptions.TryGetValue(diagnosticId, out severity);

    public override bool TryGetGlobalDiagnosticValue(
        string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        config.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
}
