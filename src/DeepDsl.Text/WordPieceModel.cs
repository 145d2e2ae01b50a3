using System.Text;
using Microsoft.ML.Tokenizers;

namespace DeepDsl.Text;

/// <summary>Words in the longest pieces that a vocabulary has; those that go on in a word begin with <c>##</c>.</summary>
internal sealed class WordPieceModel : TokenModel
{
    public const string Continues = "##";

    /// <summary>Longer ones are unknown, as BERT's are.</summary>
    private const int LongestWord = 100;

    private readonly Vocabulary _vocabulary;
    private readonly TextOptions _options;
    private readonly WordPieceTokenizer _tokenizer;

    /// <exception cref="FormatException">There is no token for what is unknown.</exception>
    public WordPieceModel(Vocabulary vocabulary, TextOptions options)
    {
        (_vocabulary, _options) = (vocabulary, options);
        int unknown = vocabulary.Unknown ?? throw new FormatException(
            "word pieces need a token for what is unknown: make the encoder with SpecialTokens.Unknown.");
        using MemoryStream lines = new(Encoding.UTF8.GetBytes(string.Join('\n', vocabulary.Tokens)));
        _tokenizer = WordPieceTokenizer.Create(lines, new WordPieceOptions
        {
            UnknownToken = vocabulary[unknown], ContinuingSubwordPrefix = Continues, MaxInputCharsPerWord = LongestWord,
        });
    }

    public override string Between => " ";

    public override void Encode(string text, List<int> tokens)
    {
        foreach (string word in PieceDivision.Words(text, _options))
        {
            tokens.AddRange(_tokenizer.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false));
        }
    }

    public override string Decode(ReadOnlySpan<int> tokens)
    {
        StringBuilder text = new();
        string last = "";
        foreach (int token in tokens)
        {
            string part = _vocabulary[token];
            if (part.StartsWith(Continues, StringComparison.Ordinal) && last.Length > 0)
            {
                last = part[Continues.Length..];
                text.Append(last);
                continue;
            }
            text.Append(WordDivision.IsApart(last, part) ? " " : "").Append(part);
            last = part;
        }
        return text.ToString();
    }
}
