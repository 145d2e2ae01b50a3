namespace DeepDsl.Text;

/// <summary>What the tokens of an encoder are.</summary>
public enum TextKind
{
    /// <summary>Characters, each a code point of Unicode.</summary>
    Characters,

    /// <summary>Words, and marks of punctuation.</summary>
    Words,

    /// <summary>Parts of words, merged from bytes as GPT-2 does it, so that no text is unknown.</summary>
    BytePairs,

    /// <summary>Parts of words as BERT has them: each the longest that the vocabulary knows.</summary>
    WordPieces,
}
