namespace DeepDsl;

/// <summary>The settings that a search varies, each over its values.</summary>
public sealed class SearchSpace : IEquatable<SearchSpace>
{
    private readonly SearchDimension[] _dimensions;

    /// <summary>A space of one or more settings, each by a name of its own.</summary>
    /// <param name="dimensions">The settings, in the order in which tables show them.</param>
    public SearchSpace(params IReadOnlyList<SearchDimension> dimensions)
    {
        if (dimensions is not { Count: > 0 })
        {
            throw new ArgumentException("The space of a search has no settings; give at least one, such as SearchDimension.Real(\"rate\", 0.001, 0.1).");
        }
        _dimensions = [.. dimensions];
        for (int i = 0; i < _dimensions.Length; i++)
        {
            if (_dimensions[i] == null)
            {
                throw new ArgumentException($"The space of a search holds null at position {i}; leave it out.");
            }
            if (IndexOf(_dimensions[i].Name) < i)
            {
                throw new ArgumentException(
                    $"The space of a search has two settings '{Listing.Short(_dimensions[i].Name)}'; give each a name of its own.");
            }
        }
    }

    /// <summary>The settings.</summary>
    public IReadOnlyList<SearchDimension> Dimensions => _dimensions;

    /// <summary>How many points there are; null where a setting is a real number, or there are more than a <c>long</c> counts.</summary>
    public long? Count
    {
        get
        {
            long count = 1;
            foreach (SearchDimension dimension in _dimensions)
            {
                if (dimension.Count is not long values || count > long.MaxValue / values)
                {
                    return null;
                }
                count *= values;
            }
            return count;
        }
    }

    /// <summary>The setting of that name.</summary>
    public SearchDimension this[string name] => _dimensions[IndexOfKnown(name)];

    /// <summary>A point by its values, one for each setting: numbers, names, or members of an enum.</summary>
    /// <param name="values">Names of settings with their values, in any order.</param>
    public SearchPoint Point(params IReadOnlyList<(string Name, object Value)> values)
    {
        object?[] taken = new object?[_dimensions.Length];
        foreach ((string name, object value) in values)
        {
            int i = IndexOfKnown(name);
            if (taken[i] != null)
            {
                throw new ArgumentException($"The point has two values of the setting '{name}'; give one.");
            }
            taken[i] = _dimensions[i].Take(value);
        }
        int missing = Array.IndexOf(taken, null);
        return missing < 0
            ? new SearchPoint(this, taken!)
            : throw new ArgumentException($"The point has no value of the setting '{_dimensions[missing].Name}'; give one for each.");
    }

    /// <summary>The point at a place of the unit cube, of which every value of a setting takes an equal part: for searchers.</summary>
    /// <param name="place">A number from 0 to 1 for each setting.</param>
    public SearchPoint At(ReadOnlySpan<double> place)
    {
        if (place.Length != _dimensions.Length)
        {
            throw new ArgumentException($"The place has {place.Length} numbers, but the space has {_dimensions.Length} settings; give one for each.");
        }
        object[] values = new object[place.Length];
        for (int i = 0; i < place.Length; i++)
        {
            values[i] = double.IsNaN(place[i])
                ? throw new ArgumentException($"The place of the setting '{_dimensions[i].Name}' is not a number; it must lie from 0 to 1.")
                : _dimensions[i].At(place[i]);
        }
        return new SearchPoint(this, values);
    }

    /// <summary>The place of a point in the unit cube, which <see cref="At"/> leads back to the point.</summary>
    public double[] PlaceOf(SearchPoint point)
    {
        double[] place = new double[_dimensions.Length];
        for (int i = 0; i < place.Length; i++)
        {
            place[i] = _dimensions[i].PlaceOf(point[_dimensions[i].Name]);
        }
        return place;
    }

    /// <summary>Whether the settings are the same, in the same order.</summary>
    public bool Equals(SearchSpace? other) => other != null && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SearchSpace);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode code = default;
        foreach (SearchDimension dimension in _dimensions)
        {
            code.Add(dimension);
        }
        return code.ToHashCode();
    }

    /// <summary>A line a setting.</summary>
    public override string ToString() => string.Join('\n', _dimensions.AsEnumerable());

    /// <summary>Where the setting stands; throws where there is none.</summary>
    internal int IndexOfKnown(string name)
    {
        int i = IndexOf(name);
        return i >= 0 ? i : throw new ArgumentException(
            $"There is no setting '{Listing.Short(name)}'. The settings are {Listing.Quoted([.. _dimensions.Select(d => d.Name)])}."
            + NearestName.Suggest(name, _dimensions.Select(d => d.Name)));
    }

    private int IndexOf(string name) => Array.FindIndex(_dimensions, d => d.Name == name);
}
