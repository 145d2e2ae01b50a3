using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Loads of a file whose manifest, which the project gives to the compiler, lists other parameters than the model has.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ManifestAnalyzer : InvocationAnalyzer
{
    /// <summary>What the manifest's name has behind that of the file it belongs to.</summary>
    public const string Suffix = ".manifest";

    private const string LoadWeights = "LoadWeights";
    private const string LoadCheckpoint = "LoadCheckpoint";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.DD7006_ManifestMismatch];

    protected override bool LooksAt(string name) => name is LoadWeights or LoadCheckpoint;

    protected override void Analyze(IInvocationOperation call, SyntaxNodeAnalysisContext context)
    {
        if (ModelCall.IsNetwork(call.TargetMethod.ContainingType) && TakesAll(call)
            && call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "path") is { Value.ConstantValue: { HasValue: true, Value: string path } } argument
            && Manifest(path, context)?.GetText(context.CancellationToken) is { } manifest
            && ModelCall.ModelType(call.Instance?.Type) is { } type
            && Declarations.Of(context.Compilation).Model(type, context.Compilation, context.CancellationToken) is { } model
            && model.Problems(context.CancellationToken).Count == 0
            && Difference(manifest.Lines.Select(l => l.ToString()), model.Built.Inference, type.Name) is { } difference)
        {
            string other = call.TargetMethod.Name == LoadWeights ? "load what fits with strict: false"
                : "load what fits of its weights with LoadWeights(path, prefix: \"model.\", strict: false)";
            context.ReportDiagnostic(Diagnostic.Create(UsageRules.DD7006_ManifestMismatch, argument.Value.Syntax.GetLocation(),
                $"{type.Name}.{call.TargetMethod.Name} will refuse {FileName(path)}: its manifest {difference}. Train, and save both again; "
                + $"or {other}."));
        }
    }

    /// <summary>Whether the call demands the file to have the model's parameters, under their own names.</summary>
    private static bool TakesAll(IInvocationOperation call) =>
        call.Arguments.Where(a => a.Parameter?.Name != "path").All(a => a.ArgumentKind == ArgumentKind.DefaultValue
            || (a.Parameter?.Name == "strict" && a.Value.ConstantValue is { HasValue: true, Value: true }));

    /// <summary>Null where the project gives none, or several whose paths end so.</summary>
    private static AdditionalText? Manifest(string path, SyntaxNodeAnalysisContext context)
    {
        string[] folders = path.Replace('\\', '/').Split('/');
        string end = string.Join("/", folders.Where(f => f is not ("" or "." or "..")).Prepend("")) + Suffix;
        AdditionalText[] found = [.. context.Options.AdditionalFiles.Where(f => ("/" + f.Path.Replace('\\', '/')).EndsWith(end, StringComparison.Ordinal))];
        return found.Length == 1 ? found[0] : null;
    }

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>What the manifest has, and the model has not or otherwise; null where they agree.</summary>
    private static string? Difference(IEnumerable<string> lines, ModelGraph graph, string model)
    {
        Dictionary<string, string> manifest = [];
        foreach (string[] parts in lines.Where(l => l.Length > 0).Select(l => l.Split([' '], 2)))
        {
            manifest[parts[0]] = parts.Length > 1 ? parts[1] : "";
        }

        (string Name, string Former, string Shape)[] now =
        [
            .. graph.Parameters.Select(p => (p.Name, p.FormerName, p.Shape.ToString())),
            .. graph.States.Select(s => (s.Name, s.FormerName, s.Shape.ToString())),
        ];

        // As a load does: a file that lacks a name of now is of before.
        bool isOfBefore = now.Any(p => p.Former != p.Name && !manifest.ContainsKey(p.Name));
        (string Name, string Shape)[] own =
            [.. now.Select(p => (isOfBefore && manifest.ContainsKey(p.Former) ? p.Former : p.Name, p.Shape))];
        string[] differences =
        [
            .. own.Where(p => manifest.TryGetValue(p.Name, out string shape) && shape != p.Shape)
                .Select(p => $"has {p.Name} {manifest[p.Name]}, but {model} has {p.Shape}"),
            .. own.Where(p => !manifest.ContainsKey(p.Name)).Select(p => $"lacks {p.Name} {p.Shape}"),
            .. manifest.Keys.Except(own.Select(p => p.Name)).Select(n => $"has {n}, which {model} has not"),
        ];
        return differences.Length == 0 ? null
            : differences[0] + (differences.Length == 1 ? "" : $" ({differences.Length - 1} more difference{(differences.Length == 2 ? "" : "s")})");
    }
}
