using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Changes to the attributes of a model, and marks where a finding is expected, as the harness reads them.</summary>
internal sealed class Edit(Specimen specimen)
{
    private readonly Dictionary<AttributeSyntax, List<string>> _arguments = [];
    private readonly Dictionary<AttributeSyntax, string> _names = [];
    private readonly HashSet<AttributeSyntax> _removed = [];
    private readonly HashSet<AttributeSyntax> _marked = [];
    private readonly Dictionary<AttributeSyntax, string> _before = [];
    private readonly Dictionary<AttributeSyntax, string> _after = [];
    private readonly List<TextChange> _changes = [];
    private bool _marksAll;

    public Edit Mark(IEnumerable<AttributeSyntax> attributes)
    {
        _marked.UnionWith(attributes);
        return this;
    }

    public Edit Mark(Site site) => Mark(site.Places);

    public Edit Mark(AttributeSyntax attribute) => Mark([attribute]);

    /// <summary>Anywhere in the declaration is a right place.</summary>
    public Edit MarkAll()
    {
        _marksAll = true;
        return this;
    }

    public Edit Mark(SyntaxToken token) => Change(token.Span, $"[|{token.Text}|]");

    public Edit Change(TextSpan span, string text)
    {
        _changes.Add(new TextChange(span, text));
        return this;
    }

    public Edit Remove(AttributeSyntax attribute)
    {
        _removed.Add(attribute);
        return this;
    }

    public Edit Rename(AttributeSyntax attribute, string name)
    {
        _names[attribute] = name;
        return this;
    }

    /// <summary>Gives an argument a value; the positional one at <paramref name="position"/> where it has no name there.</summary>
    public Edit Set(AttributeSyntax attribute, string name, string value, int position = -1)
    {
        List<string> arguments = Arguments(attribute);
        int at = Find(arguments, name);
        if (at < 0 && position >= 0 && position < arguments.Count && !arguments[position].Contains(" = ", StringComparison.Ordinal))
        {
            arguments[position] = value;
        }
        else if (at < 0)
        {
            arguments.Add($"{name} = {value}");
        }
        else
        {
            arguments[at] = $"{name} = {value}";
        }

        return this;
    }

    public Edit Drop(AttributeSyntax attribute, string name)
    {
        Arguments(attribute).RemoveAll(a => a.StartsWith(name + " = ", StringComparison.Ordinal));
        return this;
    }

    public Edit Before(AttributeSyntax attribute, string text)
    {
        _before[attribute] = text;
        return this;
    }

    public Edit After(AttributeSyntax attribute, string text)
    {
        _after[attribute] = text;
        return this;
    }

    public override string ToString()
    {
        HashSet<AttributeSyntax> touched = [.. _arguments.Keys, .. _names.Keys, .. _removed, .. _marked, .. _before.Keys, .. _after.Keys];
        IEnumerable<TextChange> lists = touched.Select(a => (AttributeListSyntax)a.Parent!).Distinct().Select(List);
        SourceText text = specimen.Root.GetText();
        string changed = text.WithChanges(lists.Concat(_changes).OrderBy(c => c.Span.Start)).ToString();
        return _marksAll ? $"[|{changed}|]" : changed;
    }

    private static int Find(List<string> arguments, string name) =>
        arguments.FindIndex(a => a.StartsWith(name + " = ", StringComparison.Ordinal));

    private List<string> Arguments(AttributeSyntax attribute)
    {
        if (!_arguments.TryGetValue(attribute, out List<string>? arguments))
        {
            _arguments[attribute] = arguments = [.. attribute.ArgumentList?.Arguments.Select(a => a.ToString()) ?? []];
        }

        return arguments;
    }

    private TextChange List(AttributeListSyntax list)
    {
        string[] parts = [.. list.Attributes.SelectMany(Parts)];
        return parts.Length > 0 ? new TextChange(list.Span, $"[{string.Join(", ", parts)}]")
            : new TextChange(TextSpan.FromBounds(list.SpanStart, list.GetLastToken().GetNextToken().SpanStart), "");
    }

    private IEnumerable<string> Parts(AttributeSyntax attribute)
    {
        if (_before.TryGetValue(attribute, out string? before))
        {
            yield return before;
        }

        if (!_removed.Contains(attribute))
        {
            List<string> arguments = Arguments(attribute);
            string name = _names.GetValueOrDefault(attribute, attribute.Name.ToString());
            string text = arguments.Count == 0 ? name : $"{name}({string.Join(", ", arguments)})";
            yield return _marked.Contains(attribute) ? $"[|{text}|]" : text;
        }

        if (_after.TryGetValue(attribute, out string? after))
        {
            yield return after;
        }
    }
}
