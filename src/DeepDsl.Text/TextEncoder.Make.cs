namespace DeepDsl.Text;

public sealed partial class TextEncoder
{
    /// <summary>Tokens are the characters of texts: the most frequent where there are more than fit, in the order of Unicode.</summary>
    /// <param name="texts">The texts to train on.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static TextEncoder Characters(IEnumerable<string> texts, TextOptions? options = null)
    {
        TextOptions how = Checked(options);
        IEnumerable<string> frequent = MostFrequent(texts, how, isWords: false);
        return new TextEncoder(TextKind.Characters, how, Vocabulary.Of(how.Special, frequent.Order(StringComparer.Ordinal)));
    }

    /// <summary>Tokens are the words of texts, the most frequent first, and among equal ones in ordinal order.</summary>
    /// <param name="texts">The texts to train on.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static TextEncoder Words(IEnumerable<string> texts, TextOptions? options = null)
    {
        TextOptions how = Checked(options);
        return new TextEncoder(TextKind.Words, how, Vocabulary.Of(how.Special, MostFrequent(texts, how, isWords: true)));
    }

    /// <summary>
    /// Tokens are the 256 bytes, and what is merged of them: again and again the pair that texts have most often, within words as GPT-2
    /// divides them.
    /// </summary>
    /// <param name="texts">The texts to train on.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static TextEncoder BytePairs(IEnumerable<string> texts, TextOptions? options = null)
    {
        TextOptions how = Checked(options);
        string[] alphabet = [.. ByteCharacters.All];
        Dictionary<string, long> words = CountParts(texts, text =>
        {
            string normal = TextNormalizer.Apply(text, how);
            return BytePairDivision.Parts(normal).Select(p => ByteCharacters.Of(normal.AsSpan(p.Offset, p.Length)));
        });
        PairMerges merges = new(
            words.Select(w => ((IReadOnlyList<string>)[.. w.Key.Select(c => c.ToString())], w.Value)), alphabet, (left, right) => left + right);
        merges.Run(Room(how, alphabet.Length), how.MinCount);
        return new TextEncoder(TextKind.BytePairs, how, Vocabulary.Of(how.Special, merges.Tokens), merges.Merges);
    }

    /// <summary>
    /// Tokens are pieces of words, found by merging as <see cref="BytePairs"/> are, from characters; a text is then read in the longest that
    /// there are, as BERT does.
    /// </summary>
    /// <param name="texts">The texts to train on.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static TextEncoder WordPieces(IEnumerable<string> texts, TextOptions? options = null)
    {
        TextOptions how = Checked(options);
        if (!how.Special.HasFlag(SpecialTokens.Unknown))
        {
            throw new ArgumentException("Word pieces need a token for what is unknown; add SpecialTokens.Unknown.", nameof(options));
        }
        Dictionary<string, long> words = CountParts(texts, text => PieceDivision.Words(text, how));
        (IReadOnlyList<string> Parts, long Count)[] pieces = [.. words.Select(w => (Pieces(w.Key), w.Value))];
        string[] alphabet = [.. pieces.SelectMany(p => p.Parts).Distinct().Order(StringComparer.Ordinal)];
        PairMerges merges = new(pieces, alphabet, (left, right) => left + right[WordPieceModel.Continues.Length..]);
        merges.Run(Room(how, alphabet.Length), how.MinCount);
        return new TextEncoder(TextKind.WordPieces, how, Vocabulary.Of(how.Special, merges.Tokens));
    }

    private static IReadOnlyList<string> Pieces(string word) =>
        [.. word.EnumerateRunes().Select((r, i) => i == 0 ? r.ToString() : WordPieceModel.Continues + r)];

    private static TextOptions Checked(TextOptions? options)
    {
        TextOptions how = options ?? new TextOptions();
        if (how.MinCount < 1)
        {
            throw new ArgumentException($"TextOptions.MinCount is {how.MinCount}; it must be 1 or more.");
        }
        int special = Vocabulary.Names.Count(n => how.Special.HasFlag(n.Kind));
        return how.Size > special
            ? how
            : throw new ArgumentException($"TextOptions.Size is {how.Size}, of which special tokens take {special}; it must be more.");
    }

    private static IEnumerable<string> MostFrequent(IEnumerable<string> texts, TextOptions options, bool isWords)
    {
        Func<string, IEnumerable<string>> divide = ListedModel.Division(options, isWords);
        return CountParts(texts, text => divide(TextNormalizer.Apply(text, options))).Where(w => w.Value >= options.MinCount)
            .OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Key).Take(Room(options, alphabet: 0));
    }

    private static Dictionary<string, long> CountParts(IEnumerable<string> texts, Func<string, IEnumerable<string>> divide)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            foreach (string part in divide(TextNormalizer.WithoutHalves(text)))
            {
                counts[part] = counts.GetValueOrDefault(part) + 1;
            }
        }
        return counts.Count > 0
            ? counts
            : throw new ArgumentException("The texts are empty, so there is nothing to make tokens of.", nameof(texts));
    }

    /// <summary>How many tokens there may be beside special ones.</summary>
    private static int Room(TextOptions options, int alphabet)
    {
        int room = options.Size - Vocabulary.Names.Count(n => options.Special.HasFlag(n.Kind));
        return room >= alphabet
            ? room
            : throw new ArgumentException(
                $"TextOptions.Size is {options.Size}, and what tokens are merged from takes {alphabet + options.Size - room}, special tokens among "
                + "them; it must be at least that.");
    }
}
