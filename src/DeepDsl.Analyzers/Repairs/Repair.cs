using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>What a fix does to the attributes of a class. Those who know the model decide on it; a fix carries it out.</summary>
/// <param name="title">What the IDE offers.</param>
public sealed class Repair(string title)
{
    private readonly List<RepairEdit> _edits = [];

    public string Title { get; set; } = title;

    public IReadOnlyList<RepairEdit> Edits => _edits;

    /// <summary>
    /// Whether what the model is given must change with it, such as images whose axes have another order. The source does not show whether it
    /// did, so such a repair is made one at a time.
    /// </summary>
    public bool ChangesData { get; set; }

    /// <summary>What an IDE shows.</summary>
    public string Offer => ChangesData ? $"{Title} (the data must change too)" : Title;

    /// <param name="attribute">The attribute to change.</param>
    /// <param name="argument">The property, or the place of the argument.</param>
    /// <param name="value">The new value.</param>
    public Repair Set(AttributeSyntax attribute, string argument, string value) => Add(attribute, RepairVerb.Set, value, argument);

    /// <param name="attribute">The attribute to change.</param>
    /// <param name="argument">The property, or the place of the argument.</param>
    /// <param name="member">With its enum, which is written so where the source does not give the argument.</param>
    public Repair SetMember(AttributeSyntax attribute, string argument, string member) => Add(attribute, RepairVerb.Member, member, argument);

    public Repair Drop(AttributeSyntax attribute, string argument) => Add(attribute, RepairVerb.Drop, "", argument);

    public Repair Rename(AttributeSyntax attribute, string name) => Add(attribute, RepairVerb.Rename, name);

    public Repair Replace(AttributeSyntax attribute, string text) => Add(attribute, RepairVerb.Replace, text);

    public Repair Remove(AttributeSyntax attribute) => Add(attribute, RepairVerb.Remove, "");

    public Repair Prepend(AttributeSyntax attribute, string text) => Add(attribute, RepairVerb.Prepend, text);

    public Repair Append(AttributeSyntax attribute, string text) => Add(attribute, RepairVerb.Append, text);

    /// <param name="last">Any attribute of the class; those of a list of their own come behind the last.</param>
    /// <param name="text">The attributes.</param>
    public Repair AddList(AttributeSyntax last, string text) => Add(last, RepairVerb.AddList, text);

    private Repair Add(AttributeSyntax attribute, RepairVerb verb, string value, string argument = "")
    {
        _edits.Add(new RepairEdit(attribute.SyntaxTree, attribute.SpanStart, verb, argument, OnOneLine(value)));
        return this;
    }

    /// <summary>An argument may be written over several lines; between tokens a line break means no more than a space.</summary>
    private static string OnOneLine(string text) =>
        string.Join(" ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()));
}
