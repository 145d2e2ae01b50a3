using DeepDsl.Compiler;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>
/// Holds one expression to <see cref="Limits"/>: as it is written, before anybody recurses into it, and then with the functions and
/// constants that are put into it, which may double with each of them.
/// </summary>
internal sealed class ExpressionSize
{
    private static readonly string Most = $"where at most {Limits.Operations} are compiled; shorten it";
    private static readonly string Deepest = $"where at most {Limits.Nesting} are compiled; flatten it";

    private int _nesting;

    /// <summary>Operators, calls and casts so far.</summary>
    public int Operations { get; private set; }

    /// <summary>What is wrong with it; null for nothing. Once something is, no more is to be read.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether so many more operations fit.</summary>
    public bool Add(int operations)
    {
        Operations += operations;
        Error ??= Operations <= Limits.Operations ? null
            : $"comes to more than {Limits.Operations} operators and calls with all that it uses, {Most}";
        return Error is null;
    }

    /// <summary>Whether what is inside may be read; in any case <see cref="Leave"/> it afterwards.</summary>
    public bool Enter()
    {
        _nesting++;
        Error ??= _nesting <= Limits.Nesting ? null
            : $"has more than {Limits.Nesting} parentheses, calls and constants inside one another, {Deepest}";
        return Error is null;
    }

    public void Leave() => _nesting--;

    /// <summary>Whether an expression may be looked at: C# itself recurses into it once it is asked for a type or a constant.</summary>
    public bool Allows(ExpressionSyntax expression)
    {
        int operations = 0;
        int deepest = 0;
        Stack<(SyntaxNode Node, int Depth)> open = new([(expression, 0)]);
        while (open.Count > 0)
        {
            (SyntaxNode node, int depth) = open.Pop();
            operations += IsOperation(node) ? 1 : 0;
            depth += Nests(node) ? 1 : 0;
            deepest = Math.Max(deepest, depth);
            foreach (SyntaxNode child in node.ChildNodes())
            {
                open.Push((child, depth));
            }
        }

        Error ??= operations > Limits.Operations ? $"has {operations} operators and calls, {Most}"
            : deepest > Limits.Nesting ? $"has {deepest} parentheses, calls and conditions inside one another, {Deepest}" : null;
        return Error is null;
    }

    private static bool IsOperation(SyntaxNode node) =>
        node is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax
            or ConditionalExpressionSyntax or InvocationExpressionSyntax;

    /// <summary>A sum has its terms side by side, though its tree is deep.</summary>
    private static bool Nests(SyntaxNode node) =>
        node is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax
            or ConditionalExpressionSyntax or InvocationExpressionSyntax or CheckedExpressionSyntax;
}
