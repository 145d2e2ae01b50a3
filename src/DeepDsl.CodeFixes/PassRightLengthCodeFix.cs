using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers;
using DeepDsl.Analyzers.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Makes a new array as long as the model needs it, or calls the member that takes a batch.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class PassRightLengthCodeFix : ModelCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.InputLength, RuleIds.ResultLength, RuleIds.TargetLength);

    protected override Replacement? Fix(string rule, SyntaxNode node, string suggestion)
    {
        if (suggestion == LengthAnalyzer.UseBatch)
        {
            return MemberName(node) is not { } name ? null
                : new Replacement($"Call {suggestion}", [name], old => SyntaxFactory.IdentifierName(suggestion).WithTriviaFrom(old));
        }

        return int.TryParse(suggestion, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && Size(node) is { } size
            ? new Replacement(
                $"Change the length to {suggestion}",
                [size],
                old => SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(length)).WithTriviaFrom(old),
                ChangesData: rule != RuleIds.ResultLength)
            : null;
    }

    private static SimpleNameSyntax? MemberName(SyntaxNode argument) => argument.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    /// <summary>The size in new float[784], written in the call or, if there is no other of that name, where the local is declared.</summary>
    private static ExpressionSyntax? Size(SyntaxNode node)
    {
        if (node is ArgumentSyntax argument)
        {
            node = argument.Expression;
        }

        if (node is IdentifierNameSyntax { Identifier.ValueText: var name })
        {
            IEnumerable<VariableDeclaratorSyntax> all = node.Ancestors().Last().DescendantNodes().OfType<VariableDeclaratorSyntax>();
            VariableDeclaratorSyntax[] declarators = [.. all.Where(d => d.Identifier.ValueText == name)];
            return declarators.Length == 1 && declarators[0].Initializer is { Value: { } value } ? Size(value) : null;
        }

        ArrayTypeSyntax? type = node switch
        {
            ArrayCreationExpressionSyntax { Initializer: null } array => array.Type,
            StackAllocArrayCreationExpressionSyntax { Initializer: null } stack => stack.Type as ArrayTypeSyntax,
            _ => null,
        };
        return type?.RankSpecifiers is { Count: 1 } ranks && ranks[0].Sizes is { Count: 1 } sizes ? sizes[0] as LiteralExpressionSyntax : null;
    }
}
