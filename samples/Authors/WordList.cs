using System.Text.RegularExpressions;
using DeepDsl;
using DeepDsl.Text;

namespace Authors;

/// <summary>
/// Words as numbers, the most frequent ones of the sentences to train on. Those that never stand there without a capital are not known:
/// they are names, which would give the author away.
/// </summary>
internal sealed partial class WordList(IEnumerable<Sentence> sentences)
{
    private readonly TextEncoder _words = TextEncoder.Words(sentences.Select(s => Capitals().Replace(s.Text, "")), new TextOptions
    {
        Size = SentenceNet.Vocabulary, Special = SpecialTokens.Padding | SpecialTokens.Unknown, LowerCase = true, Punctuation = false,
    });

    /// <summary>The beginning of a sentence, filled up behind.</summary>
    public int[] Read(Sentence sentence) => _words.Encode([sentence.Text], SentenceNet.Words).Tokens;

    public Dataset Dataset(IReadOnlyList<Sentence> sentences) =>
        new LabelledTexts([.. sentences.Select(s => s.Text)], [.. sentences.Select(s => (int)s.Author)], Enum.GetNames<Author>())
            .ToDataset(_words, SentenceNet.Words);

    [GeneratedRegex("(?<![A-Za-z'])[A-Z][A-Za-z']*")]
    private static partial Regex Capitals();
}
