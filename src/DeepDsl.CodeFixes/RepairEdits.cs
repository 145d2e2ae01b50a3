using System.Globalization;
using DeepDsl.Analyzers.Repairs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Carries out repairs. What the user wrote around them stays as it is.</summary>
internal static class RepairEdits
{
    /// <summary>Whether the source has what the repair is about.</summary>
    public static bool CanApply(Repair repair) => repair.Edits.All(e => Find(e.Tree.GetRoot(), e) is not null);

    /// <summary>All files with the repairs.</summary>
    /// <param name="solution">The one whose trees the repairs speak of.</param>
    public static Solution Apply(Solution solution, IReadOnlyList<Repair> repairs)
    {
        Solution changed = solution;
        foreach (SyntaxTree tree in repairs.SelectMany(r => r.Edits).Select(e => e.Tree).Distinct())
        {
            if (solution.GetDocument(tree) is { } document)
            {
                changed = changed.WithDocumentSyntaxRoot(document.Id, Apply(tree.GetRoot(), repairs));
            }
        }

        return changed;
    }

    /// <summary>
    /// A file with all repairs that it still has room for: one whose attributes an earlier one took away, or which an earlier one has
    /// done already, is left out.
    /// </summary>
    private static SyntaxNode Apply(SyntaxNode root, IEnumerable<Repair> repairs)
    {
        RepairEdit[][] possible = [.. repairs.Where(CanApply).Select(r => r.Edits.Where(e => e.Tree == root.SyntaxTree).ToArray())];
        RepairEdit[] all = [.. possible.SelectMany(e => e)];
        SyntaxNode changed = root.TrackNodes(all.Select(e => (SyntaxNode)Find(root, e)!).Concat(all.Select(e => Argument(root, e)).OfType<SyntaxNode>()).Distinct());
        HashSet<RepairEdit> done = [];
        foreach (RepairEdit[] edits in possible)
        {
            RepairEdit[] left = [.. edits.Where(done.Add)];
            if (left.Any(e => changed.GetCurrentNode(Find(root, e)!) is null))
            {
                continue;
            }

            foreach (RepairEdit edit in left)
            {
                AttributeSyntax attribute = changed.GetCurrentNode(Find(root, edit)!)!;
                if (Current(root, changed, attribute, edit) is { } current)
                {
                    TypeDeclarationSyntax type = attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>()!;
                    changed = changed.ReplaceNode(type, Apply(type, attribute, current));
                }
            }
        }

        return changed;
    }

    private static AttributeSyntax? Find(SyntaxNode root, RepairEdit edit) => !root.FullSpan.Contains(edit.Start) ? null
        : root.FindToken(edit.Start).Parent?.AncestorsAndSelf().OfType<AttributeSyntax>().FirstOrDefault(a => a.SpanStart == edit.Start);

    /// <summary>The argument that an edit names by its place in the attribute as it was.</summary>
    private static AttributeArgumentSyntax? Argument(SyntaxNode root, RepairEdit edit) =>
        int.TryParse(edit.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out int place)
            ? Find(root, edit)!.ArgumentList?.Arguments.ElementAtOrDefault(place) : null;

    /// <summary>The edit with the place that its argument has by now, since others may have gone; null if it is gone itself.</summary>
    private static RepairEdit? Current(SyntaxNode root, SyntaxNode changed, AttributeSyntax attribute, RepairEdit edit)
    {
        if (Argument(root, edit) is not { } argument)
        {
            return edit;
        }

        int place = changed.GetCurrentNode(argument) is { } current && attribute.ArgumentList is { } list ? list.Arguments.IndexOf(current) : -1;
        return place < 0 ? null : edit with { Argument = place.ToString(CultureInfo.InvariantCulture) };
    }

    private static TypeDeclarationSyntax Apply(TypeDeclarationSyntax type, AttributeSyntax attribute, RepairEdit edit)
    {
        (_, _, RepairVerb verb, string argument, string value) = edit;
        return verb switch
        {
            RepairVerb.Set => type.ReplaceNode(attribute, attribute.With(argument, _ => SyntaxFactory.ParseExpression(value))),
            RepairVerb.Member => type.ReplaceNode(attribute, attribute.With(argument, old => Member(old, value))),
            RepairVerb.Drop => type.ReplaceNode(attribute, attribute.Without(argument)),
            RepairVerb.Rename => type.ReplaceNode(attribute, attribute.WithName(Name(attribute.Name, value))),
            RepairVerb.Replace => type.ReplaceNode(attribute, attribute.CopyAnnotationsTo(AttributeEdits.Parse(value).WithTriviaFrom(attribute))!),
            RepairVerb.Remove => type.Without(attribute),
            RepairVerb.Prepend => type.WithBefore(attribute, value),
            RepairVerb.Append => type.WithAfter(attribute, value),
            RepairVerb.AddList => type.WithList(value),
            _ => throw new InvalidOperationException($"No such edit: {verb}."),
        };
    }

    /// <summary>Keeps the qualification of the old one, where that names the enum and not a class of constants.</summary>
    private static ExpressionSyntax Member(ExpressionSyntax? old, string value)
    {
        int dot = value.LastIndexOf('.');
        return old is MemberAccessExpressionSyntax access && LastName(access.Expression.ToString()) == LastName(value.Substring(0, dot))
            ? access.WithName(SyntaxFactory.IdentifierName(value.Substring(dot + 1)))
            : SyntaxFactory.ParseExpression(value);
    }

    private static string LastName(string name) => name.Split('.', ':').Last().Trim();

    private static NameSyntax Name(NameSyntax old, string name)
    {
        IdentifierNameSyntax identifier = SyntaxFactory.IdentifierName(name);
        return old switch
        {
            QualifiedNameSyntax qualified => qualified.WithRight(identifier),
            AliasQualifiedNameSyntax alias => alias.WithName(identifier),
            _ => identifier.WithTriviaFrom(old),
        };
    }
}
