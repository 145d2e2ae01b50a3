using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers;

/// <summary>
/// What a fix would do to the attributes of a model, as a text that a diagnostic can carry: the title, then an edit a line. The analyzer
/// writes it, because it alone knows which layer must change; the fix only carries it out.
/// </summary>
public sealed class Repair(string title)
{
    public const char Separator = '\t';

    /// <summary>Gives an argument another value, or adds it.</summary>
    public const string SetVerb = "set";

    /// <summary>Another member of the same enum; the enum is written as the source writes it.</summary>
    public const string MemberVerb = "member";

    public const string DropVerb = "drop";
    public const string RenameVerb = "rename";
    public const string ReplaceVerb = "replace";
    public const string RemoveVerb = "remove";
    public const string AppendVerb = "append";

    private readonly List<string> _lines = [];

    /// <summary>What the IDE offers.</summary>
    public string Title { get; set; } = title;

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

    /// <summary>Adds an attribute behind another.</summary>
    public Repair Append(AttributeSyntax attribute, string text) => Add(attribute, AppendVerb, "", text);

    /// <summary>The same repair of a declaration that moved in its file.</summary>
    public static string Moved(string repair, int distance) => distance == 0 ? repair : string.Join("\n", repair.Split('\n').Select(line =>
        line.IndexOf(Separator) is >= 0 and int end ? int.Parse(line.Substring(0, end)) + distance + line.Substring(end) : line));

    public override string ToString() => string.Join("\n", _lines.Prepend(Title));

    private Repair Add(AttributeSyntax attribute, string verb, string argument, string value)
    {
        _lines.Add(string.Join(Separator.ToString(), attribute.SpanStart, verb, argument, value));
        return this;
    }
}
