using System.Globalization;
using DeepDsl.Compiler.Emit;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>Identifiers for the members of one emitted class: names whose letters and digits are equal are told apart by numbers.</summary>
internal sealed class UniqueNames(string owner)
{
    // A member can't have the name of its class, and should not hide what every class has.
    private readonly HashSet<string> _taken =
        [owner, "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    private readonly Dictionary<string, int> _counts = [];

    /// <summary>The identifier of a name, as Owner.Member.</summary>
    public string Of(string name) => Of(ref name);

    /// <summary>The same, where <paramref name="name"/> takes the number too.</summary>
    public string Of(ref string name)
    {
        string identifier = Text.Pascal(name);
        if (!_taken.Add(identifier))
        {
            string stem = name;
            do
            {
                _counts[stem] = _counts.TryGetValue(stem, out int count) ? count + 1 : 2;
                name = $"{stem}.{_counts[stem].ToString(CultureInfo.InvariantCulture)}";
                identifier = Text.Pascal(name);
            }
            while (!_taken.Add(identifier));
        }

        return $"{owner}.{identifier}";
    }
}
