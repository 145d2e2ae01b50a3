using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Wires to another value than was meant, and merges that join others, or in another way.</summary>
internal static class WireMutations
{
    /// <summary>What follows where a value has another shape than the layers behind it were made for.</summary>
    private static readonly string[] s_shapes =
    [
        RuleIds.WrongRank, RuleIds.WrongType, RuleIds.NoWindowFits, RuleIds.MergeShapes, RuleIds.ConcatShapes, RuleIds.ShortcutShapes,
        RuleIds.ReshapeSize, RuleIds.GroupsDoNotDivide, RuleIds.LossShape, RuleIds.LabelsSize, RuleIds.ShareMismatch, RuleIds.ConflictingArguments,
        RuleIds.ArgumentRange,
    ];

    public static IEnumerable<MutationClass> All { get; } =
    [
        new("a wire to another value, so that nobody reads the first",
            [RuleIds.UnusedName, RuleIds.UnreadOutput, RuleIds.SeveralOutputs, .. s_shapes], m => Rewired(m, onlyReader: true)),
        new("a wire to another value, where others read the first", [], m => Rewired(m, onlyReader: false))
        {
            SoundBecause = "shapes fit and every value is read, so it is another network, and a declaration does not say which was meant",
        },
        new("names of a concatenation in another order", [], Reordered) { SoundBecause = "the layer behind learns either order" },
        new("a sum in place of a concatenation of unequal values", [RuleIds.MergeShapes], m => Renamed(m, "Concat", "Add", equal: false)),
        new("a sum in place of a concatenation of equal values", [], m => Renamed(m, "Concat", "Add", equal: true))
        {
            SoundBecause = "both are usual ways to join branches of one shape",
        },
        new("a concatenation in place of a sum", [], m => Renamed(m, "Add", "Concat", equal: true))
        {
            SoundBecause = "both are usual ways to join branches, where the widths behind still fit",
        },
        new("a value merged with itself", ["DD3046"], WithItself) { Compiles = true },
    ];

    private static IEnumerable<(string, Edit)> Rewired(Specimen model, bool onlyReader)
    {
        foreach (AttributeSyntax attribute in model.Attributes)
        {
            LiteralExpressionSyntax[] inClass =
                [.. model.Attributes.Where(a => a.Parent!.Parent == attribute.Parent!.Parent).SelectMany(WiringMutations.Wires)];
            foreach (LiteralExpressionSyntax wire in WiringMutations.Wires(attribute).Where(_ => attribute.Name.ToString() is not ("Loss" or "Output")))
            {
                string name = wire.Token.ValueText;
                string? other = Names(model, attribute).LastOrDefault(n => n != name);
                Site? source = model.Sites.FirstOrDefault(s => s.Given("Name") == name && s.Syntax.Parent!.Parent == attribute.Parent!.Parent);
                bool isRead = source is null ? !IsInput(model, name) : model.Flow.Readers(source.Row).Count > 1;
                bool alone = !isRead && inClass.Count(w => w.Token.ValueText == name) == 1;
                bool twice = WiringMutations.Wires(attribute).Any(w => w.Token.ValueText == other);
                if (other is not null && alone == onlyReader && !twice && !name.Contains('.', StringComparison.Ordinal))
                {
                    Edit edit = new Edit(model).Change(wire.Span, $"\"{other}\"");
                    if (onlyReader)
                    {
                        // Which of the layers behind no longer fits, or what is left over, is for the shapes to decide.
                        edit = edit.MarkAll();
                    }

                    yield return ($"{attribute}: {other}", edit);
                }
            }
        }
    }

    private static bool IsInput(Specimen model, string name) =>
        model.Attributes.Any(a => a.Name.ToString() == "Input" && WiringMutations.Named(a, "Name") == $"\"{name}\"");

    /// <summary>Those given in the same class above an attribute.</summary>
    private static IEnumerable<string> Names(Specimen model, AttributeSyntax attribute) =>
        from other in model.Attributes
        where other.Parent!.Parent == attribute.Parent!.Parent && other.SpanStart < attribute.SpanStart
        let name = WiringMutations.Named(other, "Name")
        where name is not null
        select name.Trim('"');

    private static IEnumerable<(string, Edit)> Reordered(Specimen model)
    {
        foreach (Site concat in model.Sites.Where(s => s.Op is Concat))
        {
            LiteralExpressionSyntax[] names = [.. WiringMutations.Wires(concat.Syntax)];
            if (names.Length > 1)
            {
                Edit edit = names.Zip(names.Reverse()).Aggregate(new Edit(model), (e, p) => e.Change(p.First.Span, p.Second.ToString()));
                yield return (concat.At(), edit);
            }
        }
    }

    private static IEnumerable<(string, Edit)> Renamed(Specimen model, string merge, string other, bool equal) =>
        from site in model.Sites
        where site.Op.Name == merge && site.Row.Layer.Spec["Axis"] is null
        where site.Rows.All(r => r.Inputs.All(i => i == r.Inputs[0])) == equal
        select (site.At(), new Edit(model).Rename(site.Syntax, other).Mark(site));

    /// <summary>Behind a hidden layer; what other layers read of it by a name has one already.</summary>
    private static IEnumerable<(string, Edit)> WithItself(Specimen model)
    {
        Site[] hidden = [.. model.Sites.Where(s => !s.InBlock && s.Row.HasWeights() && model.IsHidden(s.Row) && s.Given("Name").Length == 0)];
        foreach ((Site site, int i) in hidden.Select((s, i) => (s, i)).Take(4))
        {
            string merge = new[] { "Add", "Concat", "Maximum", "Subtract" }[i];
            yield return ($"{site.At()}: {merge}", new Edit(model).Set(site.Syntax, "Name", "\"itself\"").After(site.Syntax, $"[|{merge}(\"itself\")|]"));
        }
    }
}
