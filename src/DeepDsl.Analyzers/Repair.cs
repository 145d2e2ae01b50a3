using DeepDsl.Generator;

namespace DeepDsl.Analyzers;

/// <summary>
/// What a fix would do to the attributes of a model, as a text that a diagnostic can carry: the title, then an edit a line. The analyzer
/// writes it, because it alone knows which layer must change; the fix only carries it out. Attributes are named by their place in the
/// declaration, so that the text is right for every source that says the same, until <see cref="In"/> puts their positions.
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
    public Repair Set(AttributeRef attribute, string argument, string value) => Add(attribute, SetVerb, argument, value);

    /// <param name="attribute">The attribute to change.</param>
    /// <param name="argument">The property, or empty for the first argument of the constructor.</param>
    /// <param name="enumName">Written where the source does not give the argument.</param>
    /// <param name="member">The new member.</param>
    public Repair SetMember(AttributeRef attribute, string argument, string enumName, string member) =>
        Add(attribute, MemberVerb, argument, $"{enumName}.{member}");

    public Repair Drop(AttributeRef attribute, string argument) => Add(attribute, DropVerb, argument, "");

    /// <summary>Another attribute with the same arguments.</summary>
    public Repair Rename(AttributeRef attribute, string name) => Add(attribute, RenameVerb, "", name);

    /// <summary>Another attribute altogether.</summary>
    public Repair Replace(AttributeRef attribute, string text) => Add(attribute, ReplaceVerb, "", text);

    public Repair Remove(AttributeRef attribute) => Add(attribute, RemoveVerb, "", "");

    /// <summary>Adds an attribute behind another.</summary>
    public Repair Append(AttributeRef attribute, string text) => Add(attribute, AppendVerb, "", text);

    /// <summary>The same suggestion with positions in a source; one that is no repair stays as it is.</summary>
    public static string In(AttributeSources sources, string suggestion) => string.Join("\n", suggestion.Split('\n').Select(line =>
    {
        int end = line.IndexOf(Separator);
        return end < 0 ? line : Position(sources, AttributeRef.Parse(line.Substring(0, end))) + line.Substring(end);
    }));

    private static int Position(AttributeSources sources, AttributeRef attribute) =>
        (attribute.IsSetting ? sources.Settings : sources.Layers)[attribute.Index].SpanStart;

    public override string ToString() => string.Join("\n", _lines.Prepend(Title));

    private Repair Add(AttributeRef attribute, string verb, string argument, string value)
    {
        _lines.Add(string.Join(Separator.ToString(), attribute, verb, argument, value));
        return this;
    }
}
