using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Patterns of parameters that match none of the model: of a group, and of what a fit thaws.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ParameterGroupAnalyzer : InvocationAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.DD7014_NoSuchGroup];

    protected override bool LooksAt(string name) => name is "Group" or "Fit" or "FitAsync";

    protected override void Analyze(IInvocationOperation call, SyntaxNodeAnalysisContext context)
    {
        if (!ModelCall.IsMemberOfNetwork(call.TargetMethod) || Patterns(call).ToArray() is not { Length: > 0 } patterns
            || ModelCall.ModelType(call.Instance?.Type) is not { } type
            || Declarations.Of(context.Compilation).Model(type, context.Compilation, context.CancellationToken) is not { } model
            || model.Problems(context.CancellationToken).Count > 0)
        {
            return;
        }

        ModelGraph graph = model.Built.Inference;
        string[] names = [.. graph.Parameters.Select(p => p.Name)];
        foreach (IOperation pattern in patterns)
        {
            if (pattern.ConstantValue is { HasValue: true, Value: string text } && !text.Contains('\\')
                && !names.Concat(graph.States.Select(s => s.Name)).Any(n => Matches(text, n)))
            {
                context.ReportDiagnostic(Diagnostic.Create(UsageRules.DD7014_NoSuchGroup, pattern.Syntax.GetLocation(),
                    $"No parameter of {type.Name} matches \"{text}\"; {Advice(text, names)}"));
            }
        }
    }

    /// <summary>What the call groups parameters by.</summary>
    private static IEnumerable<IOperation> Patterns(IInvocationOperation call) => call.TargetMethod.Name == "Group"
        ? call.Arguments.Take(1).Select(a => KnownLength.Unconverted(a.Value))
        : call.Descendants().OfType<IObjectCreationOperation>()
            .Where(o => o.Type is { Name: "GradualUnfreezing" } made && ModelCall.IsOfLibrary(made))
            .SelectMany(o => o.Arguments.Take(1)).SelectMany(a => KnownElements.Of(a.Value)).Select(KnownLength.Unconverted);

    /// <summary>As the library does it: a star stands for any text, a question mark for one letter.</summary>
    private static bool Matches(string pattern, string name) =>
        Regex.IsMatch(name, $"^{Regex.Escape(pattern).Replace(@"\*", ".*").Replace(@"\?", ".")}$", RegexOptions.CultureInvariant);

    private static string Advice(string pattern, string[] names)
    {
        string[] layers = [.. names.Select(n => n.Substring(0, Math.Max(n.LastIndexOf('.'), 0))).Where(l => l.Length > 0).Distinct()];
        string? nearest = Spelling.Nearest(pattern.Split('.')[0].Trim('*'), layers);
        return nearest is not null ? $"did you mean \"{nearest}.*\"?" : Spelling.Advice(null, names);
    }
}
