using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Breaks of the declaration and of the wires.</summary>
internal static class WiringMutations
{
    public static IEnumerable<MutationClass> All { get; } =
    [
        new("remove partial", [RuleIds.NotPartial], RemovePartial),
        new("remove the input", [RuleIds.MissingInput, RuleIds.UnknownName], RemoveInput),
        new("misspell a wire", [RuleIds.UnknownName], MisspellWire),
        new("leave out a merge", [RuleIds.SeveralOutputs, RuleIds.UnreadOutput, RuleIds.UnusedName], DropMerge),
        new("a name given twice", [RuleIds.DuplicateName], NameTwice),
        new("an argument out of range", [RuleIds.ArgumentRange], OutOfRange),
    ];

    private static IEnumerable<(string, Edit)> RemovePartial(Specimen model) =>
        from part in model.Classes
        let partial = part.Modifiers.Single(m => m.IsKind(SyntaxKind.PartialKeyword))
        select ($"class {part.Identifier}", new Edit(model).Change(partial.FullSpan, "").Mark(part.Identifier));

    private static IEnumerable<(string, Edit)> RemoveInput(Specimen model)
    {
        AttributeSyntax[] inputs = [.. model.Attributes.Where(a => a.Name.ToString() == "Input")];
        if (inputs is [var input])
        {
            string name = Named(input, "Name") ?? "\"\"";
            IEnumerable<AttributeSyntax> readers = model.Attributes.Where(a => a != input && Wires(a).Any(w => w.ToString() == name));
            yield return (input.ToString(), new Edit(model).Remove(input).Mark(model.Model.Sources.Layers[1]).Mark(readers));
        }
    }

    private static IEnumerable<(string, Edit)> MisspellWire(Specimen model) =>
        from attribute in model.Attributes
        from wire in Wires(attribute)
        let wrong = Misspelt(wire.Token.ValueText)
        let edit = new Edit(model).Change(wire.Span, $"[|\"{wrong}\"|]")
        select ($"{attribute}: {wrong}", edit.Mark(model.UsesOfBlock(attribute)));

    /// <summary>Two letters swapped; a letter more where the name is short.</summary>
    private static string Misspelt(string name)
    {
        int at = Enumerable.Range(1, Math.Max(0, name.Length - 2))
            .FirstOrDefault(i => name[i] != name[i + 1] && char.IsLetter(name[i + 1]));
        return at == 0 ? name + "q" : name[..at] + name[at + 1] + name[at] + name[(at + 2)..];
    }

    /// <summary>Where the values that it joined are the only reason for names and layers above.</summary>
    private static IEnumerable<(string, Edit)> DropMerge(Specimen model)
    {
        foreach (Site merge in model.Sites.Where(s => s.Row.IsMerge()))
        {
            Site[] sources = [.. merge.Rows.SelectMany(r => r.Sources.Skip(1)).OfType<LayerRow>().Select(model.SiteOf).Distinct()];
            bool lost = merge.Row.Sources.Skip(1).All(s => s is not null && model.Flow.Readers(s).Count(r => r != merge.Row) == 0);
            if (lost && merge.Given("From").Length == 0 && merge.Given("Name").Length == 0)
            {
                yield return (merge.At(), new Edit(model).Remove(merge.Syntax).Mark(sources.SelectMany(s => s.Places)).Mark(merge.Uses));
            }
        }
    }

    private static IEnumerable<(string, Edit)> NameTwice(Specimen model)
    {
        Site[] named = [.. model.Sites.Where(s => !s.InBlock && s.Given("Name").Length > 0)];
        return named.Zip(named.Skip(1), (first, second) => (
            second.At(), new Edit(model).Set(second.Syntax, "Name", Named(first.Syntax, "Name")!).Mark(second)));
    }

    private static IEnumerable<(string, Edit)> OutOfRange(Specimen model)
    {
        foreach (Site site in model.Sites)
        {
            (string Name, string Value)? wrong = site.Op.Name switch
            {
                "Dense" => ("Units", "0"),
                "Embedding" => ("Vocabulary", "0"),
                var n when n.Contains("Dropout") => ("Rate", "1.5"),
                var n when n.StartsWith("Conv", StringComparison.Ordinal) => ("Filters", "-1"),
                _ => null,
            };
            if (wrong is { } argument)
            {
                yield return (site.At(), new Edit(model).Set(site.Syntax, argument.Name, argument.Value, 0).Mark(site));
            }
        }
    }

    internal static string? Named(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.ToString() == name)?.Expression.ToString();

    /// <summary>The names that an attribute reads, not the one that it gives.</summary>
    internal static IEnumerable<LiteralExpressionSyntax> Wires(AttributeSyntax attribute) =>
        from argument in attribute.ArgumentList?.Arguments ?? []
        where argument.NameEquals?.Name.ToString() != "Name" && argument.Expression.IsKind(SyntaxKind.StringLiteralExpression)
        select (LiteralExpressionSyntax)argument.Expression;
}
