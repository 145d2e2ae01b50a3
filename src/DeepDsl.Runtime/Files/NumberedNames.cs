namespace DeepDsl;

/// <summary>
/// The layers and blocks among names of parameters that are told apart by a number, as those without a name of their own are: a further one
/// among them shifts the numbers of those behind it.
/// </summary>
internal sealed class NumberedNames
{
    private readonly Dictionary<string, SortedSet<string>> _byKind = new(StringComparer.Ordinal);

    public NumberedNames(IEnumerable<string> parameters)
    {
        foreach ((string kind, string name) in parameters.SelectMany(Parts))
        {
            if (!_byKind.TryGetValue(kind, out SortedSet<string>? names))
            {
                _byKind.Add(kind, names = new(StringComparer.Ordinal));
            }
            names.Add(name);
        }
    }

    /// <summary>Whether any layer or block that a parameter belongs to is one of others in <paramref name="other"/>.</summary>
    public bool DiffersOn(string parameter, NumberedNames other) => Parts(parameter).Any(part =>
        _byKind.TryGetValue(part.Kind, out SortedSet<string>? here) && !(other._byKind.TryGetValue(part.Kind, out SortedSet<string>? there) && here.SetEquals(there)));

    /// <summary>Of encoder1.dense2.weight: encoder1 of the kind encoder, and encoder1.dense2 of the kind encoder1.dense.</summary>
    private static IEnumerable<(string Kind, string Name)> Parts(string parameter)
    {
        for (int end = parameter.IndexOf('.'); end >= 0; end = parameter.IndexOf('.', end + 1))
        {
            string name = parameter[..end];
            string kind = name.TrimEnd("0123456789".ToCharArray());
            if (kind.Length < name.Length && kind.Length > 0 && kind[^1] != '.')
            {
                yield return (kind, name);
            }
        }
    }
}
