using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace DeepDsl;

/// <summary>A value for each setting of a space. Points are equal where all names and values are.</summary>
public sealed class SearchPoint : IReadOnlyDictionary<string, object>, IEquatable<SearchPoint>
{
    private readonly SearchSpace _space;
    private readonly object[] _values;

    internal SearchPoint(SearchSpace space, object[] values)
    {
        _space = space;
        _values = values;
    }

    /// <summary>How many settings there are.</summary>
    public int Count => _values.Length;

    /// <summary>Names of the settings, in the order of the space.</summary>
    public IEnumerable<string> Keys => _space.Dimensions.Select(d => d.Name);

    /// <summary>Values in the order of the space: <c>double</c>, <c>long</c> or <c>string</c>.</summary>
    public IEnumerable<object> Values => _values;

    /// <summary>The value of a setting: <c>double</c>, <c>long</c> or <c>string</c>.</summary>
    public object this[string name] => _values[_space.IndexOfKnown(name)];

    /// <summary>The value of a setting that is a number.</summary>
    public double Real(string name) => this[name] switch
    {
        double number => number,
        long number => number,
        _ => throw OtherKind(name, "a number", "Text"),
    };

    /// <summary>The value of a setting that is a whole number.</summary>
    public long Integer(string name) => this[name] switch
    {
        long number => number,
        // One of some numbers, all of which are whole, say the sizes of a batch.
        double number when _space[name] is { Kind: SearchDimensionKind.Number } choice && choice.Numbers.All(n => (long)n == n) => (long)number,
        double => throw OtherKind(name, "a whole number", "Real"),
        _ => throw OtherKind(name, "a number", "Text"),
    };

    /// <summary>The value of a setting that is a name.</summary>
    public string Text(string name) => this[name] as string ?? throw OtherKind(name, "a name", "Real");

    /// <summary>The value of a setting whose names are those of an enum.</summary>
    public TEnum Enum<TEnum>(string name)
        where TEnum : struct, Enum
    {
        string text = Text(name);
        return System.Enum.GetNames<TEnum>().Contains(text)
            ? System.Enum.Parse<TEnum>(text)
            : throw new ArgumentException(
                $"The setting '{name}' is '{Listing.Short(text)}', but {typeof(TEnum).Name} has {Listing.Quoted(System.Enum.GetNames<TEnum>())}; "
                + "give the search names of the enum.");
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Keys.Contains(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value)
    {
        bool found = ContainsKey(key);
        value = found ? this[key] : null;
        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() =>
        Keys.Zip(_values, (name, value) => new KeyValuePair<string, object>(name, value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(SearchPoint? other) =>
        other != null && (ReferenceEquals(_space, other._space) || Keys.SequenceEqual(other.Keys)) && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SearchPoint);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode code = default;
        foreach (object value in _values)
        {
            code.Add(value);
        }
        return code.ToHashCode();
    }

    /// <summary>Names and values, such as <c>rate = 0.01, units = 32</c>.</summary>
    public override string ToString() => string.Join(", ", this.Select(v => $"{v.Key} = {SearchDimension.TextOf(v.Value)}"));

    private ArgumentException OtherKind(string name, string expected, string member) => new(
        $"The setting '{name}' is not {expected}: it takes {_space[name].ToString()[(name.Length + 2)..]}. Ask the point for it by {member}.");
}
