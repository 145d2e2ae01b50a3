using DeepDsl;

namespace Authors;

/// <summary>
/// Words as numbers, the most frequent ones of the sentences to train on. Those that never stand there without a capital are not known:
/// they are names, which would give the author away.
/// </summary>
internal sealed class WordList
{
    private const int Unknown = SentenceNet.Filler + 1;

    private readonly Dictionary<string, int> _numbers;

    public WordList(IEnumerable<Sentence> sentences) =>
        _numbers = sentences.SelectMany(s => s.Words).Where(w => char.IsLower(w[0])).CountBy(w => w)
            .OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).Take(SentenceNet.Vocabulary - Unknown - 1)
            .Select((w, i) => (Word: w.Key, Number: Unknown + 1 + i)).ToDictionary(w => w.Word, w => w.Number);

    /// <summary>The beginning of a sentence, filled up behind.</summary>
    public int[] Read(Sentence sentence) => Read([sentence]);

    public Dataset Dataset(IReadOnlyList<Sentence> sentences) =>
        DeepDsl.Dataset.FromTokens(Read(sentences), [.. sentences.Select(s => (int)s.Author)]);

    private int[] Read(IReadOnlyList<Sentence> sentences) =>
        PaddedSequences.Of([.. sentences.Select(Numbers)], SentenceNet.Filler, SentenceNet.Words);

    private int[] Numbers(Sentence sentence) =>
        [.. sentence.Words.Take(SentenceNet.Words).Select(w => _numbers.GetValueOrDefault(w.ToLowerInvariant(), Unknown))];
}
