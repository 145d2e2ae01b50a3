using System.Globalization;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers;

/// <summary>
/// What a fix would do to the attributes of a model, as a text that a diagnostic can carry: the title, then an edit a line; where one
/// finding has several, an empty line between them. The analyzer writes it, because it alone knows which layer must change; the fix only
/// carries it out.
/// </summary>
public sealed class Repair(string title)
{
    /// <summary>Gives an argument another value, or adds it.</summary>
    public const string SetVerb = "set";

    /// <summary>Another member of the same enum; the enum is written as the source writes it.</summary>
    public const string MemberVerb = "member";

    public const string DropVerb = "drop";
    public const string RenameVerb = "rename";
    public const string ReplaceVerb = "replace";
    public const string RemoveVerb = "remove";
    public const string PrependVerb = "prepend";
    public const string AppendVerb = "append";

    /// <summary>A list of attributes of its own, behind all others of the class.</summary>
    public const string AddListVerb = "list";

    private const char Separator = '\t';
    private const string Between = "\n\n";

    private readonly List<RepairEdit> _edits = [];

    /// <summary>What the IDE offers.</summary>
    public string Title { get; set; } = title;

    public IReadOnlyList<RepairEdit> Edits => _edits;

    /// <summary>Those that a diagnostic carries; none in a text of another kind.</summary>
    public static IReadOnlyList<Repair> Read(string text) =>
        [.. text.Split([Between], StringSplitOptions.RemoveEmptyEntries).Select(ReadOne).Where(r => r._edits.Count > 0)];

    public static string Write(IEnumerable<Repair> repairs) => string.Join(Between, repairs);

    /// <param name="attribute">The attribute to change.</param>
    /// <param name="argument">The property, or empty for the first argument of the constructor.</param>
    /// <param name="value">The new value.</param>
    public Repair Set(AttributeSyntax attribute, string argument, string value) => Add(attribute, SetVerb, argument, value);

    /// <param name="attribute">The attribute to change.</param>
    /// <param name="argument">The property, or empty for the first argument of the constructor.</param>
    /// <param name="enumName">Written where the source does not give the argument.</param>
    /// <param name="member">The new member.</param>
    public Repair SetMember(AttributeSyntax attribute, string argument, string enumName, string member) =>
        Add(attribute, MemberVerb, argument, $"{enumName}.{member}");

    public Repair Drop(AttributeSyntax attribute, string argument) => Add(attribute, DropVerb, argument, "");

    /// <summary>Another attribute with the same arguments.</summary>
    public Repair Rename(AttributeSyntax attribute, string name) => Add(attribute, RenameVerb, "", name);

    /// <summary>Another attribute altogether.</summary>
    public Repair Replace(AttributeSyntax attribute, string text) => Add(attribute, ReplaceVerb, "", text);

    public Repair Remove(AttributeSyntax attribute) => Add(attribute, RemoveVerb, "", "");

    /// <summary>Adds an attribute in front of another.</summary>
    public Repair Prepend(AttributeSyntax attribute, string text) => Add(attribute, PrependVerb, "", text);

    /// <summary>Adds an attribute behind another.</summary>
    public Repair Append(AttributeSyntax attribute, string text) => Add(attribute, AppendVerb, "", text);

    /// <param name="last">Any attribute of the class; those of a list of their own come behind the last.</param>
    /// <param name="text">The attributes.</param>
    public Repair AddList(AttributeSyntax last, string text) => Add(last, AddListVerb, "", text);

    /// <summary>The same repairs of a declaration that moved in its file.</summary>
    public static string Moved(string repairs, int distance) => distance == 0 ? repairs : string.Join("\n", repairs.Split('\n').Select(line =>
        line.IndexOf(Separator) is >= 0 and int end ? int.Parse(line.Substring(0, end)) + distance + line.Substring(end) : line));

    public override string ToString() => string.Join("\n", _edits.Select(Line).Prepend(OnOneLine(Title)));

    private static string Line(RepairEdit edit) => string.Join(Separator.ToString(), edit.Start, edit.Verb, edit.Argument, edit.Value);

    private static Repair ReadOne(string text)
    {
        string[] lines = text.Split('\n');
        Repair repair = new(lines[0]);
        foreach (string[] parts in lines.Skip(1).Select(l => l.Split(Separator)))
        {
            repair._edits.Add(new RepairEdit(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2], parts[3]));
        }

        return repair;
    }

    private Repair Add(AttributeSyntax attribute, string verb, string argument, string value)
    {
        // An argument may be written over several lines; between tokens a line break means no more than a space.
        _edits.Add(new RepairEdit(attribute.SpanStart, verb, argument, OnOneLine(value)));
        return this;
    }

    private static string OnOneLine(string text) =>
        string.Join(" ", text.Split(['\r', '\n', Separator], StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()));
}
