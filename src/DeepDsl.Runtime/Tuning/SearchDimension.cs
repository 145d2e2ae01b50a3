using System.Globalization;

namespace DeepDsl;

/// <summary>One setting that a search varies: its name, and the values that it may take.</summary>
public sealed class SearchDimension : IEquatable<SearchDimension>
{
    /// <summary>Beyond, not every whole number is a double.</summary>
    private const long MostIntegers = 1L << 53;

    private readonly double[] _numbers = [];
    private readonly string[] _texts = [];

    private SearchDimension(string name, SearchDimensionKind kind, double low, double high, bool log)
    {
        Name = name;
        Kind = kind;
        Low = low;
        High = high;
        Log = log;
    }

    private SearchDimension(string name, double[] numbers)
        : this(name, SearchDimensionKind.Number, numbers.Min(), numbers.Max(), log: false) => _numbers = numbers;

    private SearchDimension(string name, string[] texts)
        : this(name, SearchDimensionKind.Text, 0, texts.Length - 1, log: false) => _texts = texts;

    /// <summary>By which a point is asked for the value.</summary>
    public string Name { get; }

    /// <summary>What the values are.</summary>
    public SearchDimensionKind Kind { get; }

    /// <summary>The lowest value; of names the first place, which is 0.</summary>
    public double Low { get; }

    /// <summary>The highest value; of names the last place.</summary>
    public double High { get; }

    /// <summary>Whether values are spread evenly over their logarithms.</summary>
    public bool Log { get; }

    /// <summary>How many values there are; null for real numbers.</summary>
    public long? Count => Kind switch
    {
        SearchDimensionKind.Real => null,
        SearchDimensionKind.Integer => (long)High - (long)Low + 1,
        SearchDimensionKind.Number => _numbers.Length,
        _ => _texts.Length,
    };

    /// <summary>Real numbers from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">Highest value.</param>
    /// <param name="log">Whether values are spread evenly over their logarithms, as rates should be; both bounds are above 0 then.</param>
    public static SearchDimension Real(string name, double low, double high, bool log = false)
    {
        CheckBounds(name, low, high, log);
        return new(name, SearchDimensionKind.Real, low, high, log);
    }

    /// <summary>Whole numbers from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    /// <inheritdoc cref="Real"/>
    public static SearchDimension Integer(string name, long low, long high, bool log = false)
    {
        CheckBounds(name, low, high, log);
        Demand(
            low > -MostIntegers && high < MostIntegers,
            name,
            FormattableString.Invariant($"goes from {low} to {high}; whole numbers must lie within 2^53 of zero."));
        return new(name, SearchDimensionKind.Integer, low, high, log);
    }

    /// <summary>One of some numbers, such as the sizes of a batch.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <param name="values">The numbers, all of them different.</param>
    public static SearchDimension Choice(string name, params double[] values)
    {
        CheckChoices(name, values);
        foreach (double value in values)
        {
            Demand(double.IsFinite(value), name, FormattableString.Invariant($"has the value {value}; all of them must be finite."));
        }
        // 0 and -0 are one number, and files write them alike.
        return new(name, [.. values.Select(v => v == 0 ? 0 : v)]);
    }

    /// <summary>One of some names, such as those of an enum.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <param name="values">The names, all of them different.</param>
    public static SearchDimension Choice(string name, params string[] values)
    {
        CheckChoices(name, values);
        Demand(values.All(v => v != null), name, "has a value that is null; leave it out.");
        return new(name, [.. values]);
    }

    /// <summary>Whether kind, bounds and values are the same.</summary>
    public bool Equals(SearchDimension? other) =>
        other != null && Name == other.Name && Kind == other.Kind && Low.Equals(other.Low) && High.Equals(other.High) && Log == other.Log
        && _numbers.AsSpan().SequenceEqual(other._numbers) && _texts.AsSpan().SequenceEqual(other._texts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SearchDimension);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Kind, Low, High, Log, _numbers.Length, _texts.Length);

    /// <summary>Name and values, such as <c>rate: 1E-05 to 0.1, log</c>.</summary>
    public override string ToString() => Kind switch
    {
        SearchDimensionKind.Number => $"{Name}: one of {Listing.Of(_numbers, Number)}",
        SearchDimensionKind.Text => $"{Name}: one of {Listing.Quoted(_texts)}",
        _ => $"{Name}: {(Kind == SearchDimensionKind.Integer ? "integers " : "")}{Number(Low)} to {Number(High)}{(Log ? ", log" : "")}",
    };

    /// <summary>The value at a place from 0 to 1, in which all values have equal room.</summary>
    internal object At(double place)
    {
        place = Math.Clamp(place, 0, 1);
        switch (Kind)
        {
            case SearchDimensionKind.Real:
                double value = Log ? Math.Exp(double.Lerp(Math.Log(Low), Math.Log(High), place)) : double.Lerp(Low, High, place);
                return Math.Clamp(value, Low, High);
            case SearchDimensionKind.Integer:
                // Half a number beyond either bound, so that the bounds have the room of the others.
                double number = Log
                    ? Math.Exp(double.Lerp(Math.Log(Low - 0.5), Math.Log(High + 0.5), place))
                    : double.Lerp(Low - 0.5, High + 0.5, place);
                return (long)Math.Clamp(Math.Round(number), Low, High);
            case SearchDimensionKind.Number:
                return _numbers[Index(place, _numbers.Length)];
            default:
                return _texts[Index(place, _texts.Length)];
        }
    }

    /// <summary>The middle of the places whose value this is.</summary>
    internal double PlaceOf(object value) => Kind switch
    {
        SearchDimensionKind.Real => Log
            ? (Math.Log((double)value) - Math.Log(Low)) / (Math.Log(High) - Math.Log(Low))
            : ((double)value - Low) / (High - Low),
        SearchDimensionKind.Integer => Log
            ? (Math.Log((long)value) - Math.Log(Low - 0.5)) / (Math.Log(High + 0.5) - Math.Log(Low - 0.5))
            : ((long)value - Low + 0.5) / (High - Low + 1),
        _ => (IndexOf(value) + 0.5) / Count!.Value,
    };

    /// <summary>The place of a choice among the others.</summary>
    internal int IndexOf(object value) => value is string text ? _texts.IndexOf(text) : _numbers.IndexOf((double)value);

    /// <summary>A value of the caller as this dimension keeps it; throws where it is none.</summary>
    internal object Take(object? value)
    {
        object? taken = (Kind, value) switch
        {
            (SearchDimensionKind.Text, string text) => text,
            (SearchDimensionKind.Text, Enum name) => name.ToString(),
            (SearchDimensionKind.Text, _) => null,
            (SearchDimensionKind.Integer, double number) => Math.Round(number).Equals(number) && Math.Abs(number) < MostIntegers ? (long)number : null,
            (SearchDimensionKind.Integer, long number) => number,
            (SearchDimensionKind.Integer, int number) => (long)number,
            (_, double number) => number == 0 ? 0.0 : number,
            (_, float number) => (double)number,
            (_, long number) => (double)number,
            (_, int number) => (double)number,
            _ => null,
        };
        bool isIn = taken switch
        {
            null => false,
            _ when Kind is SearchDimensionKind.Number or SearchDimensionKind.Text => IndexOf(taken) >= 0,
            long number => number >= Low && number <= High,
            _ => (double)taken >= Low && (double)taken <= High,
        };
        return isIn ? taken! : throw new ArgumentException(
            $"{TextOf(value ?? "null")} is no value of the setting '{Name}'. It takes {ToString()[(Name.Length + 2)..]}.");
    }

    /// <summary>A value as tables and messages show it, and as it is read back to the last bit.</summary>
    internal static string TextOf(object value) => value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : $"{value}";

    internal IReadOnlyList<double> Numbers => _numbers;

    internal IReadOnlyList<string> Texts => _texts;

    private static int Index(double place, int count) => Math.Min((int)(place * count), count - 1);

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static void CheckBounds(string name, double low, double high, bool log)
    {
        CheckName(name);
        Demand(
            double.IsFinite(low) && double.IsFinite(high) && low < high && double.IsFinite(high - low),
            name,
            FormattableString.Invariant($"goes from {low} to {high}; both must be finite, and the first the lower one."));
        Demand(!log || low > 0, name, FormattableString.Invariant($"begins at {low}, which has no logarithm; begin above 0, or leave log out."));
    }

    private static void CheckChoices<T>(string name, T[]? values)
    {
        CheckName(name);
        Demand(values is { Length: > 0 }, name, "has no values; give at least one.");
        Demand(values!.Distinct().Count() == values!.Length, name, "has the same value twice; leave one out.");
    }

    private static void CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException("A setting of the search has no name; points are asked for its value by one.");
        }
    }

    private static void Demand(bool condition, string name, string message)
    {
        if (!condition)
        {
            throw new ArgumentException($"The setting '{Listing.Short(name)}' {message}");
        }
    }
}
