using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Print.Members;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Two models that are to play against each other and do not fit together.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GanAnalyzer : DiagnosticAnalyzer
{
    private const string Trainer = "GanTrainer";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.DD7015_NoSuchGame];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        // Most of what programs make is told apart by its text alone.
        BaseObjectCreationExpressionSyntax syntax = (BaseObjectCreationExpressionSyntax)context.Node;
        bool mayBe = syntax is not ObjectCreationExpressionSyntax { Type: var named }
            || named.ToString().EndsWith(Trainer, StringComparison.Ordinal);
        if (mayBe && syntax.ArgumentList?.Arguments.Count == 2
            && context.SemanticModel.GetOperation(syntax, context.CancellationToken)
                is IObjectCreationOperation { Type: { Name: Trainer } made } creation
            && ModelCall.IsOfLibrary(made)
            && Border(creation, "generator", context) is { } making && Border(creation, "discriminator", context) is { } judging
            && Mistake(making, judging) is { } mistake)
        {
            context.ReportDiagnostic(Diagnostic.Create(UsageRules.DD7015_NoSuchGame, syntax.GetLocation(), mistake));
        }
    }

    private static string? Mistake((string Name, ModelBorder Values) making, (string Name, ModelBorder Values) judging)
    {
        if (new[] { making, judging }.FirstOrDefault(m => m.Values.Inputs.Count != 1 || m.Values.Inputs[0].IsInt) is { Name: { } other } many)
        {
            return $"{other} has the inputs {string.Join(", ", many.Values.Inputs.Select(i => $"\"{i.Name}\""))}, but each side of a "
                + $"{Trainer} takes one input of floats; train such a pair by TrainStep.";
        }

        BorderValue sample = judging.Values.Inputs[0];
        return !(judging.Values.Targets.Count == 1 && judging.Values.Targets[0].Length == 1)
                ? $"{judging.Name} has {(judging.Values.HasLosses ? "no loss on one number" : "no loss")}; a discriminator has one whose "
                    + "target is one number a sample, such as [Loss(Loss.SigmoidCrossEntropy)] behind Dense(1)."
            : making.Values.Outputs.Count == 1 && making.Values.Outputs[0] is var made && made.Length != sample.Length
                ? $"{making.Name} gives {made.Shape}, but {judging.Name} judges {sample.Shape}; let the generator end in {sample.Shape}."
            : null;
    }

    /// <summary>What crosses the border of the model that an argument is; null where that is not known, or set at run time.</summary>
    private static (string Name, ModelBorder Values)? Border(
        IObjectCreationOperation creation, string parameter, SyntaxNodeAnalysisContext context) =>
        creation.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameter) is { } argument
        && ModelCall.ModelType(KnownLength.Unconverted(argument.Value).Type) is { } type
        && Declarations.Of(context.Compilation).Model(type, context.Compilation, context.CancellationToken) is { } model
        && model.Problems(context.CancellationToken).Count == 0
        && new ModelBorder(model.Built) is { Symbols.Count: 0 } border ? (type.Name, border) : null;
}
