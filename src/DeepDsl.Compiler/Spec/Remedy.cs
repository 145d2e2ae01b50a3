namespace DeepDsl.Compiler.Spec;

/// <param name="Name">Which argument.</param>
/// <param name="Value">Its new value; null to leave it out.</param>
public sealed record ArgumentChange(string Name, Argument? Value)
{
    /// <summary>As it stands within a sentence.</summary>
    public string Text => Value is null ? $"remove {Name}" : $"write {Name} = {Value}";

    /// <summary>What an IDE offers.</summary>
    public override string ToString() => Value switch
    {
        null => $"Remove {Name}",
        ListArgument list => $"Change {Name} to {string.Join(", ", list.Items)}",
        _ => $"Set {Name} = {Value}",
    };
}

/// <summary>
/// What to do about a problem: other arguments of the attribute at fault, with which what was found there would be right; or what only the
/// user can do. The last part of the message and what an IDE offers are made of this one value.
/// </summary>
/// <param name="Changes">None where only the user can do it.</param>
public sealed record Remedy(EquatableArray<ArgumentChange> Changes)
{
    /// <summary>As it stands within a sentence: "write Axis = 1".</summary>
    public string Text
    {
        get => field ?? string.Join(" and ", Changes.Select(c => c.Text));
        init;
    }

    public static Remedy ByHand(string text) => new(EquatableArray<ArgumentChange>.Empty) { Text = text };

    /// <summary>The same in other words.</summary>
    public Remedy Said(string text) => this with { Text = text };

    /// <summary>A message of what is wrong and what to do about it: "has Axis = 3; write Axis = 1, or leave it out."</summary>
    /// <param name="fact">Without its last stop where what is to be done goes on with it; a whole sentence where there is nothing to be
    /// done.</param>
    /// <param name="remedies">The best first; one of them is enough.</param>
    public static string Sentence(string fact, IReadOnlyList<Remedy> remedies)
    {
        if (remedies.Count == 0)
        {
            return fact;
        }

        // "write Groups = 4, or Groups = 2": a verb is said once.
        string[] texts =
            [.. remedies.Select((r, i) => i > 0 && Verb(r) == Verb(remedies[i - 1]) ? r.Text.Substring(Verb(r).Length) : r.Text)];
        string last = texts[texts.Length - 1];
        string steps = texts.Length == 1 ? last : $"{string.Join(", ", texts.Take(texts.Length - 1))}, or {last}";
        return fact[fact.Length - 1] == '.' ? $"{fact} {char.ToUpperInvariant(steps[0])}{steps.Substring(1)}." : $"{fact}; {steps}.";
    }

    private static string Verb(Remedy remedy) => remedy.Text.Substring(0, remedy.Text.IndexOf(' ') + 1);

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
