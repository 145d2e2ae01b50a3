using System.Globalization;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>The source's side of a draft: the edits after which attributes say what its specification says.</summary>
internal sealed class SourceEdits(AttributeSources sources, string title)
{
    /// <summary>False once something can't be said by an edit.</summary>
    public bool IsPossible { get; private set; } = true;

    public Repair Repair { get; } = new(title);

    public void Change(AttributeSyntax attribute, AttributeSpec spec, ArgumentChange change)
    {
        if (change.Value is null)
        {
            Drop(attribute, change.Name, 0);
        }
        else if (change.Value is ListArgument list)
        {
            SetItems(attribute, change.Name, spec[change.Name] is ListArgument old ? [.. old.Items] : [], [.. list.Items]);
        }
        else
        {
            Set(attribute, change.Name, change.Value);
        }
    }

    /// <param name="attribute">The attribute to change.</param>
    /// <param name="argument">The property.</param>
    /// <param name="value">Its new value.</param>
    /// <param name="text">The value, as it is to be written where that is not as it prints.</param>
    public void Set(AttributeSyntax attribute, string argument, Argument value, string? text = null)
    {
        int place = sources.PlaceOf(attribute, argument);
        string key = place < 0 ? argument : Key(place);
        _ = value is EnumArgument member
            ? Repair.SetMember(attribute, key, Member(attribute, member)) : Repair.Set(attribute, key, text ?? Text(attribute, value));
    }

    /// <summary>The items of a list in another order, as they are written.</summary>
    public void Reorder(AttributeSyntax attribute, string argument, IReadOnlyList<int> order)
    {
        int[] places = [.. order.Select((_, i) => sources.PlaceOf(attribute, argument, i))];
        IsPossible &= places.Distinct().Count() == order.Count && places.All(p => p >= 0);
        for (int i = 0; IsPossible && i < order.Count; i++)
        {
            Repair.Set(attribute, Key(places[i]), Written(attribute.ArgumentList!.Arguments[places[order[i]]].Expression));
        }
    }

    /// <summary>A new attribute in the place of the old one.</summary>
    public void Replace(AttributeSyntax attribute, AttributeSpec by) => Repair.Replace(attribute, Text(attribute, by));

    public void Replace(AttributeSyntax attribute, AttributeSyntax by) => Repair.Replace(attribute, Written(by));

    public void Insert(AttributeSyntax attribute, AttributeSpec added, bool behind) => Insert(attribute, Text(attribute, added), behind);

    public void Insert(AttributeSyntax attribute, AttributeSyntax added, bool behind) => Insert(attribute, Written(added), behind);

    /// <summary>A list of its own, behind everything.</summary>
    public void AddList(AttributeSyntax last, IEnumerable<AttributeSpec> added) =>
        Repair.AddList(last, string.Join(", ", added.Select(a => Text(last, a))));

    /// <summary>Takes an attribute of another part of the class, and puts it behind everything.</summary>
    public void Move(AttributeSyntax attribute, AttributeSyntax last)
    {
        IsPossible &= attribute.SyntaxTree == last.SyntaxTree;
        Repair.Remove(attribute).AddList(last, Written(attribute));
    }

    private void Insert(AttributeSyntax attribute, string text, bool behind) =>
        _ = behind ? Repair.Append(attribute, text) : Repair.Prepend(attribute, text);

    /// <summary>The items that differ are written anew, if each stands for itself; a list may lose some, but can't grow.</summary>
    private void SetItems(AttributeSyntax attribute, string argument, Argument[] old, Argument[] items)
    {
        bool withoutFirst = old.Skip(1).SequenceEqual(items);
        IsPossible &= old.Length >= items.Length && items.Length > 0 && sources.PlaceOf(attribute, argument, old.Length - 1) >= 0;
        int first = sources.PlaceOf(attribute, argument);
        string written = first < 0 ? "" : attribute.ArgumentList!.Arguments[first].Expression.ToString();
        if (IsPossible && (written.StartsWith("new", StringComparison.Ordinal) || written.StartsWith("[", StringComparison.Ordinal)))
        {
            string list = string.Join(", ", items.Select(i => Text(attribute, i))); // an array of its own, which is one argument
            Repair.Set(attribute, Key(first), written[0] == '[' ? $"[{list}]" : $"new[] {{ {list} }}");
            return;
        }

        for (int i = 0; IsPossible && i < items.Length && !withoutFirst; i++)
        {
            if (old[i] != items[i])
            {
                int place = sources.PlaceOf(attribute, argument, i);
                IsPossible &= place >= 0;
                Repair.Set(attribute, Key(place), Text(attribute, items[i]));
            }
        }

        // From the end, so that places stay what they are.
        for (int i = old.Length - 1; IsPossible && i >= items.Length; i--)
        {
            Drop(attribute, argument, withoutFirst ? 0 : i);
        }
    }

    private void Drop(AttributeSyntax attribute, string argument, int item)
    {
        int place = sources.PlaceOf(attribute, argument, item);
        IsPossible &= place >= 0;
        Repair.Drop(attribute, Key(place));
    }

    /// <summary>What stands there, to be written elsewhere on one line: comments would swallow what follows, or be lost.</summary>
    private string Written(SyntaxNode node)
    {
        IsPossible &= !node.WithoutLeadingTrivia().WithoutTrailingTrivia().DescendantTrivia(descendIntoTrivia: true)
            .Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
        return node.ToString();
    }

    /// <summary>An attribute as one would write it there: the arguments of its constructor without their names.</summary>
    private string Text(AttributeSyntax at, AttributeSpec spec)
    {
        HashSet<string> unnamed = [.. OpTable.Find(spec.Kind)?.Arguments.Where(a => a.Required).Select(a => a.Name) ?? UnnamedOfSettings];
        IEnumerable<string> parts = spec.Arguments.Select(a =>
            !unnamed.Contains(a.Name) ? $"{a.Name} = {Text(at, a.Value)}"
            : a.Value is ListArgument list ? string.Join(", ", list.Items.Select(i => Text(at, i))) : Text(at, a.Value));
        string arguments = string.Join(", ", parts);
        string name = sources.NameOf(spec.Kind + AttributeSources.Suffix, at);
        return arguments.Length == 0 ? name : $"{name}({arguments})";
    }

    private static readonly string[] UnnamedOfSettings = [LossSpec.KindName, "Name"];

    private string Text(AttributeSyntax at, Argument value) => value switch
    {
        TextArgument text => SymbolDisplay.FormatLiteral(text.Value, quote: true),
        EnumArgument member => Member(at, member),
        _ => value.ToString(),
    };

    private string Member(AttributeSyntax at, EnumArgument member) => $"{sources.NameOf(member.Type, at)}.{member.Name}";

    private static string Key(int place) => place.ToString(CultureInfo.InvariantCulture);
}
