namespace DeepDsl.Compiler.Spec;

/// <param name="Name">Which argument.</param>
/// <param name="Value">Its new value; null to leave it out.</param>
public sealed record ArgumentChange(string Name, Argument? Value)
{
    /// <summary>What an IDE offers.</summary>
    public override string ToString() => Value switch
    {
        null => $"Remove {Name}",
        ListArgument list => $"Change {Name} to {string.Join(", ", list.Items)}",
        _ => $"Set {Name} = {Value}",
    };
}

/// <summary>Other arguments of the attribute at fault, with which what was found there would be right.</summary>
public sealed record Remedy(EquatableArray<ArgumentChange> Changes)
{
    public static Remedy Set(string argument, double value) => Set(argument, new NumberArgument(value));

    /// <summary>"Padding", "Same" for Padding.Same.</summary>
    public static Remedy Set(string argument, string type, string member) => Set(argument, new EnumArgument(type, member));

    public static Remedy Set(string argument, IEnumerable<int> items) =>
        Set(argument, new ListArgument(items.Select(i => (Argument)new NumberArgument(i)).ToArray()));

    public static Remedy Set(string argument, Argument value) => new(new[] { new ArgumentChange(argument, value) });

    public static Remedy Drop(params string[] arguments) => new(arguments.Select(a => new ArgumentChange(a, null)).ToArray());

    public Remedy And(Remedy other) => new(Changes.Concat(other.Changes).ToArray());

    public override string ToString() => string.Join(" and ", Changes);
}
