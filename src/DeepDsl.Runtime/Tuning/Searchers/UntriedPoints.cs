namespace DeepDsl;

/// <summary>Keeps a search from trying a point twice, where points are few enough to meet again.</summary>
internal sealed class UntriedPoints
{
    private const int Attempts = 200;

    private readonly SearchSpace _space;
    private readonly HashSet<SearchPoint> _tried;

    public UntriedPoints(SearchSpace space, IEnumerable<TrialResult> history)
    {
        _space = space;
        _tried = [.. history.Select(t => t.Point)];
    }

    /// <summary>Whether every point was tried.</summary>
    public bool AreNone => _space.Count is long count && _tried.Count >= count;

    public bool Contains(SearchPoint point) => !_tried.Contains(point);

    public void Remove(SearchPoint point) => _tried.Add(point);

    /// <summary>A point drawn at random; null where none is left.</summary>
    public SearchPoint? Draw(ref SearchRandom random)
    {
        if (AreNone)
        {
            return null;
        }
        SearchPoint point = _space.At(random.Place(_space.Dimensions.Count));
        for (int i = 0; i < Attempts && !Contains(point); i++)
        {
            point = _space.At(random.Place(_space.Dimensions.Count));
        }
        return Contains(point) || _space.Count == null ? point : FirstUntried();
    }

    /// <summary>Nearly all points were tried, so there are not many.</summary>
    private SearchPoint FirstUntried()
    {
        double[] place = new double[_space.Dimensions.Count];
        for (long index = 0; ; index++)
        {
            long rest = index;
            for (int i = 0; i < place.Length; i++)
            {
                (rest, long value) = Math.DivRem(rest, _space.Dimensions[i].Count!.Value);
                place[i] = _space.Dimensions[i].PlaceOfValue(value);
            }
            SearchPoint point = _space.At(place);
            if (Contains(point))
            {
                return point;
            }
        }
    }
}
