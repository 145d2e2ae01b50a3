namespace DeepDsl.Compiler.Spec;

/// <summary>A member that the user declared.</summary>
/// <param name="Name">As in metadata: ".ctor" for a constructor, "Item" for an indexer.</param>
/// <param name="Parameters">
/// Types of the parameters of a method: "global::System.Span&lt;float&gt;, ref int", with `1 behind them for one that is generic; empty
/// where nothing generated can have its name; null for what is no method.
/// </param>
public sealed record MemberSpec(string Name, string? Parameters)
{
    /// <summary>The name of constructors.</summary>
    public const string Constructor = ".ctor";

    /// <summary>Whether C# lets no method of the name and parameters stand beside it.</summary>
    public bool ExcludesMethod(string name, string parameters) => Name == name && (Parameters is null || Parameters == parameters);

    /// <summary>Whether C# lets no property of the name and type stand beside it: it would have the names of both accessors too.</summary>
    public bool ExcludesProperty(string name, string type) => Name == name
        || (Name == "get_" + name && Parameters?.Length == 0) || (Name == "set_" + name && Parameters == type);
}
