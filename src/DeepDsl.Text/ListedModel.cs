using System.Globalization;
using System.Text;

namespace DeepDsl.Text;

/// <summary>Characters or words that stand in a list.</summary>
internal sealed class ListedModel : TokenModel
{
    private readonly Vocabulary _vocabulary;
    private readonly TextOptions _options;
    private readonly Func<string, IEnumerable<string>> _divide;
    private readonly bool _isWords;

    public ListedModel(Vocabulary vocabulary, TextOptions options, bool isWords)
    {
        (_vocabulary, _options, _isWords) = (vocabulary, options, isWords);
        _divide = Division(options, isWords);
    }

    public override string Between => _isWords ? " " : "";

    /// <summary>The characters or words of a text, which has been normalised.</summary>
    public static Func<string, IEnumerable<string>> Division(TextOptions options, bool isWords) => isWords
        ? text => WordDivision.Of(text, options.Punctuation)
        : text => text.EnumerateRunes().Select(r => r.ToString());

    public override void Encode(string text, List<int> tokens)
    {
        foreach (string part in _divide(TextNormalizer.Apply(text, _options)))
        {
            tokens.Add(_vocabulary.Find(part) ?? _vocabulary.Unknown ?? throw Unknown(part));
        }
    }

    public override string Decode(ReadOnlySpan<int> tokens)
    {
        StringBuilder text = new();
        string last = "";
        foreach (int token in tokens)
        {
            string part = _vocabulary[token];
            text.Append(_isWords && WordDivision.IsApart(last, part) ? " " : "").Append(part);
            last = part;
        }
        return text.ToString();
    }

    private ArgumentException Unknown(string part)
    {
        string point = _isWords ? "" : string.Create(CultureInfo.InvariantCulture, $" (U+{Rune.GetRuneAt(part, 0).Value:X4})");
        return new ArgumentException(
            $"The text has '{Listing.Short(part)}'{point}, which is not among the {_vocabulary.Count} tokens of the encoder. Make the encoder from "
            + "texts that have it, or with SpecialTokens.Unknown.");
    }
}
