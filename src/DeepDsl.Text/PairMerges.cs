namespace DeepDsl.Text;

/// <summary>
/// Finds which neighbours to merge: again and again the pair that words have most often, of equal ones that whose parts came first. What a
/// merge changes is counted anew in the words that have the pair, and nowhere else.
/// </summary>
internal sealed class PairMerges
{
    private readonly List<string> _tokens;
    private readonly Dictionary<string, int> _numbers;
    private readonly Func<string, string, string> _join;
    private readonly List<int[]> _words = [];
    private readonly List<long> _wordCounts = [];
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _wordsOf = [];
    private readonly PriorityQueue<(int Left, int Right), (long Count, int Left, int Right)> _queue = new();

    /// <param name="words">The parts of each word, and how often it is there.</param>
    /// <param name="alphabet">The parts that there are, in order.</param>
    /// <param name="join">Writes two parts as one.</param>
    public PairMerges(IEnumerable<(IReadOnlyList<string> Parts, long Count)> words, IEnumerable<string> alphabet, Func<string, string, string> join)
    {
        _tokens = [.. alphabet];
        _numbers = _tokens.Select((t, i) => (t, i)).ToDictionary(t => t.t, t => t.i, StringComparer.Ordinal);
        _join = join;
        foreach ((IReadOnlyList<string> parts, long count) in words)
        {
            _words.Add([.. parts.Select(p => _numbers[p])]);
            _wordCounts.Add(count);
            CountPairs(_words.Count - 1, sign: 1, changed: null);
        }
        foreach ((int Left, int Right) pair in _counts.Keys)
        {
            Offer(pair);
        }
    }

    /// <summary>The alphabet and what merges have given.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>The merges, in order.</summary>
    public List<(string Left, string Right)> Merges { get; } = [];

    /// <summary>Merges until there are so many tokens, or no pair is there so often.</summary>
    public void Run(int size, int minCount)
    {
        while (_tokens.Count < size && Next() is { } pair && _counts[pair] >= minCount)
        {
            Merge(pair);
        }
    }

    /// <summary>The queue keeps counts that are no longer true; of each pair it also has one that is, or a larger one.</summary>
    private (int Left, int Right)? Next()
    {
        while (_queue.TryDequeue(out (int Left, int Right) pair, out (long Count, int Left, int Right) offered))
        {
            long count = _counts.GetValueOrDefault(pair);
            if (count == -offered.Count)
            {
                return pair;
            }
            if (count > 0 && count < -offered.Count)
            {
                Offer(pair);
            }
        }
        return null;
    }

    private void Merge((int Left, int Right) pair)
    {
        (string left, string right) = (_tokens[pair.Left], _tokens[pair.Right]);
        Merges.Add((left, right));
        string joined = _join(left, right);
        if (!_numbers.TryGetValue(joined, out int token))
        {
            token = _tokens.Count;
            _tokens.Add(joined);
            _numbers.Add(joined, token);
        }
        HashSet<(int Left, int Right)> changed = [];
        foreach (int word in _wordsOf[pair].ToArray())
        {
            CountPairs(word, sign: -1, changed);
            _words[word] = Joined(_words[word], pair, token);
            CountPairs(word, sign: 1, changed);
        }
        _counts.Remove(pair);
        _wordsOf.Remove(pair);
        foreach ((int Left, int Right) other in changed)
        {
            Offer(other);
        }
    }

    private void CountPairs(int word, int sign, HashSet<(int Left, int Right)>? changed)
    {
        int[] parts = _words[word];
        for (int i = 0; i + 1 < parts.Length; i++)
        {
            (int Left, int Right) pair = (parts[i], parts[i + 1]);
            _counts[pair] = _counts.GetValueOrDefault(pair) + (sign * _wordCounts[word]);
            changed?.Add(pair);
            if (!_wordsOf.TryGetValue(pair, out HashSet<int>? words))
            {
                _wordsOf.Add(pair, words = []);
            }
            _ = sign > 0 ? words.Add(word) : words.Remove(word);
        }
    }

    private void Offer((int Left, int Right) pair)
    {
        if (_counts.GetValueOrDefault(pair) is var count and > 0)
        {
            _queue.Enqueue(pair, (-count, pair.Left, pair.Right));
        }
    }

    private static int[] Joined(int[] parts, (int Left, int Right) pair, int token)
    {
        List<int> joined = new(parts.Length);
        for (int i = 0; i < parts.Length; i++)
        {
            bool isPair = i + 1 < parts.Length && parts[i] == pair.Left && parts[i + 1] == pair.Right;
            joined.Add(isPair ? token : parts[i]);
            i += isPair ? 1 : 0;
        }
        return [.. joined];
    }
}
