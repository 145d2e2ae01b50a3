namespace DeepDsl.Text;

public sealed partial class TextEncoder
{
    /// <summary>
    /// Reads a vocabulary of BERT: a token on each line. Texts are marked by its <c>[CLS]</c> and <c>[SEP]</c>, which are
    /// <see cref="Begin"/> and <see cref="End"/>.
    /// </summary>
    /// <param name="vocabularyFile">The file, usually <c>vocab.txt</c>.</param>
    /// <param name="lowerCase">Whether it was made of small letters without accents, as those called "uncased" are.</param>
    public static TextEncoder FromBert(string vocabularyFile, bool lowerCase = true)
    {
        TextOptions options = new()
        {
            LowerCase = lowerCase, Normalization = TextNormalization.None, MarkBegin = true, MarkEnd = true,
        };
        return PublishedVocabulary.Read(vocabularyFile, () =>
        {
            Vocabulary vocabulary = PublishedVocabulary.ReadLines(vocabularyFile, PublishedVocabulary.BertNames);
            return new TextEncoder(TextKind.WordPieces, options with { Size = vocabulary.Count }, vocabulary);
        });
    }

    /// <summary>
    /// Reads a vocabulary of GPT-2: numbers of tokens and, in order, what is merged. Its <c>&lt;|endoftext|&gt;</c> is <see cref="End"/>;
    /// there is none that fills up.
    /// </summary>
    /// <param name="vocabularyFile">The tokens, usually <c>vocab.json</c>.</param>
    /// <param name="mergesFile">The merges, usually <c>merges.txt</c>.</param>
    public static TextEncoder FromGpt2(string vocabularyFile, string mergesFile)
    {
        Vocabulary vocabulary = PublishedVocabulary.Read(
            vocabularyFile, () => PublishedVocabulary.ReadNumbers(vocabularyFile, PublishedVocabulary.Gpt2Names));
        TextOptions options = new() { Size = vocabulary.Count, Normalization = TextNormalization.None };
        return PublishedVocabulary.Read(
            mergesFile, () => new TextEncoder(TextKind.BytePairs, options, vocabulary, PublishedVocabulary.ReadMerges(mergesFile)));
    }

    /// <summary>The same encoder that reads or marks texts otherwise; what tokens there are stays.</summary>
    /// <param name="change">Options from those of the encoder, as <c>o => o with { ReadsSpecial = true }</c>.</param>
    public TextEncoder With(Func<TextOptions, TextOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new TextEncoder(Kind, change(Options), _vocabulary, Merges);
    }

    /// <summary>Writes the encoder as a JSON file.</summary>
    public void Save(string path) => TextEncoderFile.Write(path, this);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static TextEncoder Load(string path) => TextEncoderFile.Read(path);

    internal static TextEncoder Of(TextKind kind, TextOptions options, Vocabulary vocabulary, IReadOnlyList<(string Left, string Right)> merges) =>
        new(kind, options, vocabulary, merges);
}
