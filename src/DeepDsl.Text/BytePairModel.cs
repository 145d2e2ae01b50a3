using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace DeepDsl.Text;

/// <summary>Bytes that are merged in the order of a list.</summary>
internal sealed class BytePairModel : TokenModel
{
    private readonly Vocabulary _vocabulary;
    private readonly TextOptions _options;
    private readonly BpeTokenizer _tokenizer;

    /// <exception cref="FormatException">A byte has no token, or what a merge gives has none.</exception>
    public BytePairModel(Vocabulary vocabulary, IReadOnlyList<(string Left, string Right)> merges, TextOptions options)
    {
        (_vocabulary, _options) = (vocabulary, options);
        if (ByteCharacters.All.FirstOrDefault(c => vocabulary.Find(c) == null) is { } missing)
        {
            throw new FormatException($"the vocabulary has no token for the byte that is written '{missing}'.");
        }
        foreach ((string left, string right) in merges)
        {
            if (vocabulary.Find(left) == null || vocabulary.Find(right) == null || vocabulary.Find(left + right) == null)
            {
                throw new FormatException($"'{Listing.Short($"{left} {right}")}' is merged, and one of both or what they give is no token.");
            }
        }
        IEnumerable<KeyValuePair<string, int>> texts = vocabulary.Tokens.Select((t, i) => KeyValuePair.Create(t, i))
            .Where(t => !vocabulary.SpecialNumbers.Contains(t.Value));
        _tokenizer = BpeTokenizer.Create(new BpeOptions(texts)
        {
            Merges = merges.Select(m => $"{m.Left} {m.Right}"),
            ByteLevel = true,
            PreTokenizer = new BytePairDivision(),
        });
    }

    public override string Between => "";

    public override void Encode(string text, List<int> tokens) =>
        tokens.AddRange(_tokenizer.EncodeToIds(TextNormalizer.Apply(text, _options), considerNormalization: false));

    public override string Decode(ReadOnlySpan<int> tokens)
    {
        List<byte> bytes = [];
        foreach (int token in tokens)
        {
            ByteCharacters.AddBytes(_vocabulary[token], bytes);
        }
        return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(bytes));
    }
}
