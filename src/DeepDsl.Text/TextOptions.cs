namespace DeepDsl.Text;

/// <summary>How a vocabulary is made from texts, and how texts are read by it.</summary>
public sealed record TextOptions
{
    /// <summary>Tokens at most, special ones among them: what the <c>[Embedding]</c> has room for.</summary>
    public int Size { get; init; } = 30_000;

    /// <summary>How often a character, a word, or a pair that is merged has to be there.</summary>
    public int MinCount { get; init; } = 1;

    /// <summary>The special tokens.</summary>
    public SpecialTokens Special { get; init; } = SpecialTokens.All;

    /// <summary>Whether capitals are read as small letters. Word pieces lose accents then too, as BERT's do.</summary>
    public bool LowerCase { get; init; }

    /// <summary>How texts that look alike are made equal.</summary>
    public TextNormalization Normalization { get; init; } = TextNormalization.Nfc;

    /// <summary>Whether each mark of punctuation is a word by itself; without it, words leave them out. Other kinds keep them.</summary>
    public bool Punctuation { get; init; } = true;

    /// <summary>Whether <see cref="SpecialTokens.Begin"/> stands in front of each text.</summary>
    public bool MarkBegin { get; init; }

    /// <summary>Whether <see cref="SpecialTokens.End"/> stands behind each text, also behind one that is cut.</summary>
    public bool MarkEnd { get; init; }

    /// <summary>
    /// Whether the name of a special token in a text, such as <c>[MASK]</c>, is that token. Without it, it is text as any other: nobody ends
    /// a prompt who writes what ends it.
    /// </summary>
    public bool ReadsSpecial { get; init; }
}
