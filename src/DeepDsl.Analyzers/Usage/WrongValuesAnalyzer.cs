using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Print.Members;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Samples and labels that are no arrays or spans of what the model takes, and how to make such of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WrongValuesAnalyzer : RejectedCallAnalyzer
{
    private static readonly HashSet<string> s_trains = ["TrainStep", "EvaluateLoss", "Fit", "Evaluate"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.DD7009_WrongValues];

    protected override bool LooksAt(string name) => ModelCall.TakesSamples(name);

    private protected override void Analyze(
        SimpleNameSyntax member, InvocationExpressionSyntax? call, INamedTypeSymbol type, SyntaxNodeAnalysisContext context)
    {
        string name = member.Identifier.ValueText;
        if (call is null
            || Declarations.Of(context.Compilation).Model(type, context.Compilation, context.CancellationToken) is not { } model)
        {
            return;
        }

        ModelBorder border = new(model.Built);
        ArgumentSyntax[] arguments = [.. call.ArgumentList.Arguments.TakeWhile(a => a.NameColon is null)];
        if (border.Inputs.Count != 1 || border.LabelTargets.Count > 1 || model.Spec.Record is not null)
        {
            return; // which argument is which is not plain
        }

        if (arguments.Length > 0)
        {
            Check(arguments[0], $"{type.Name}.{name}", border.Inputs[0], isLabels: false, context);
        }

        if (arguments.Length > 1 && s_trains.Contains(name) && border.LabelTargets.Count == 1)
        {
            Check(arguments[1], $"{type.Name}.{name}", border.LabelTargets[0], border.TakesLabelTargets, context);
        }
    }

    private static void Check(ArgumentSyntax argument, string title, BorderValue value, bool isLabels, SyntaxNodeAnalysisContext context)
    {
        if (context.SemanticModel.GetTypeInfo(argument.Expression, context.CancellationToken).Type is not { } found
            || WrongValue.Of(found, value.Element) is not { } wrong)
        {
            return;
        }

        string each = value.Shape is null ? "" : isLabels ? ", one for each sample"
            : $", each sample {value.Doc.Replace("<c>", "").Replace("</c>", "")}";
        string type = found.ToMinimalDisplayString(context.SemanticModel, argument.SpanStart);
        context.ReportDiagnostic(Diagnostic.Create(UsageRules.DD7009_WrongValues, argument.GetLocation(),
            $"{title} takes {(isLabels ? "labels" : "values")} as {value.Array} or a span{each}, but {argument.Expression} is {type}. "
            + $"Pass {wrong.Write(argument.Expression.ToString())}."));
    }
}
