namespace DeepDsl;

/// <summary>
/// How many samples of each class go to each part: as many as its share, rounded up or down, so that the parts have the sizes wanted too. That
/// such a rounding exists for every table follows from flows; it is found by moving what is left over from part to part (Cox 1987 has it as
/// controlled rounding).
/// </summary>
internal sealed class Apportionment
{
    private readonly int[] _sizes;
    private readonly int _samples;
    private readonly int[] _room;
    private readonly int[][] _counts;
    private readonly bool[][] _isRaised;

    private Apportionment(int[] classes, int[] parts)
    {
        _sizes = classes;
        _samples = parts.Sum();
        _counts = Array.ConvertAll(classes, c => Array.ConvertAll(parts, p => (int)((long)c * p / _samples)));
        _isRaised = Array.ConvertAll(classes, _ => new bool[parts.Length]);
        _room = [.. parts.Select((size, p) => size - _counts.Sum(c => c[p]))];
        for (int c = 0; c < classes.Length; c++)
        {
            for (int left = classes[c] - _counts[c].Sum(); left > 0; left--)
            {
                Raise(c, parts);
            }
        }
    }

    /// <summary>Samples by class and part.</summary>
    /// <param name="classes">Samples of each class.</param>
    /// <param name="parts">Samples of each part; as many in all.</param>
    public static int[][] Of(int[] classes, int[] parts) => new Apportionment(classes, parts)._counts;

    private bool MayRaise(int c, int p, int[] parts) => !_isRaised[c][p] && (long)_sizes[c] * parts[p] % _samples != 0;

    /// <summary>Gives one more sample of a class to a part, and makes room there, where there is none, by moving another class's on.</summary>
    private void Raise(int c, int[] parts)
    {
        // A search in the breadth over parts: each is reached by a class that would move to it from the part before.
        (int From, int Class)[] way = new (int, int)[parts.Length];
        bool[] seen = new bool[parts.Length];
        Queue<int> reached = new();
        foreach (int p in Enumerable.Range(0, parts.Length).Where(p => MayRaise(c, p, parts)).OrderByDescending(p => _room[p]))
        {
            seen[p] = true;
            way[p] = (-1, c);
            reached.Enqueue(p);
        }
        while (reached.TryDequeue(out int part))
        {
            if (_room[part] > 0)
            {
                Move(part, way);
                return;
            }
            for (int other = 0; other < _sizes.Length; other++)
            {
                for (int to = 0; to < parts.Length && _isRaised[other][part]; to++)
                {
                    if (!seen[to] && MayRaise(other, to, parts))
                    {
                        seen[to] = true;
                        way[to] = (part, other);
                        reached.Enqueue(to);
                    }
                }
            }
        }
        throw new InvalidOperationException("No rounding was found; this is a mistake of DeepDsl.");
    }

    private void Move(int part, (int From, int Class)[] way)
    {
        _room[part]--;
        while (part >= 0)
        {
            (int from, int c) = way[part];
            _counts[c][part]++;
            _isRaised[c][part] = true;
            if (from >= 0)
            {
                _counts[c][from]--;
                _isRaised[c][from] = false;
            }
            part = from;
        }
    }
}
