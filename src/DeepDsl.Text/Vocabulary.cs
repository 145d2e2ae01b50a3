namespace DeepDsl.Text;

/// <summary>Tokens by their numbers, and which of them are special.</summary>
internal sealed class Vocabulary
{
    /// <summary>Names of special tokens where an encoder is made from texts, in the order of their numbers.</summary>
    public static readonly IReadOnlyList<(SpecialTokens Kind, string Name)> Names =
    [
        (SpecialTokens.Padding, "[PAD]"), (SpecialTokens.Unknown, "[UNK]"), (SpecialTokens.Begin, "[BEGIN]"), (SpecialTokens.End, "[END]"),
        (SpecialTokens.Mask, "[MASK]"),
    ];

    private readonly string[] _tokens;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<SpecialTokens, int> _special;
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">A token is there twice, or a special one is not there.</exception>
    public Vocabulary(string[] tokens, IReadOnlyDictionary<SpecialTokens, int> special)
    {
        (_tokens, _special) = (tokens, new Dictionary<SpecialTokens, int>(special));
        foreach ((SpecialTokens kind, int token) in special)
        {
            if (token < 0 || token >= tokens.Length)
            {
                throw new FormatException($"the token for {kind} is {token}, and there are {tokens.Length} tokens.");
            }
        }
        SpecialNumbers = special.Values.ToHashSet();
        for (int token = 0; token < tokens.Length; token++)
        {
            if (!_numbers.TryAdd(tokens[token], token))
            {
                throw new FormatException($"'{Listing.Short(tokens[token])}' is there twice, as token {_numbers[tokens[token]]} and as {token}.");
            }
            if (!SpecialNumbers.Contains(token))
            {
                _texts.Add(tokens[token], token);
            }
        }
    }

    public int Count => _tokens.Length;

    public IReadOnlyList<string> Tokens => _tokens;

    public IReadOnlyDictionary<SpecialTokens, int> Special => _special;

    /// <summary>The special tokens, which are no text.</summary>
    public IReadOnlySet<int> SpecialNumbers { get; }

    public int? Unknown => Of(SpecialTokens.Unknown);

    public string this[int token] => _tokens[token];

    public int? Of(SpecialTokens kind) => _special.TryGetValue(kind, out int token) ? token : null;

    /// <summary>The token of a text; a text that reads as the name of a special token is not that.</summary>
    public int? Find(string text) => _texts.TryGetValue(text, out int token) ? token : null;

    /// <summary>Special tokens, then those given.</summary>
    public static Vocabulary Of(SpecialTokens special, IEnumerable<string> tokens)
    {
        (SpecialTokens Kind, string Name)[] first = [.. Names.Where(n => special.HasFlag(n.Kind))];
        string[] names = [.. first.Select(n => n.Name)];
        return new Vocabulary(
            [.. names, .. tokens.Where(t => !names.Contains(t))], first.Select((n, i) => (n.Kind, i)).ToDictionary(n => n.Kind, n => n.i));
    }
}
