namespace DeepDsl.Text;

/// <summary>Tokens that stand for no text of their own. Those that an encoder has are its first, in this order.</summary>
[Flags]
public enum SpecialTokens
{
    /// <summary>None: every token is a text, and one that is not known is an error.</summary>
    None = 0,

    /// <summary>Fills up behind a text: <c>[PAD]</c>.</summary>
    Padding = 1,

    /// <summary>Stands for what the vocabulary does not have: <c>[UNK]</c>.</summary>
    Unknown = 2,

    /// <summary>Stands in front of a text: <c>[BEGIN]</c>.</summary>
    Begin = 4,

    /// <summary>Stands behind a text: <c>[END]</c>.</summary>
    End = 8,

    /// <summary>Stands for a token that is to be guessed: <c>[MASK]</c>.</summary>
    Mask = 16,

    /// <summary>All of them: padding is 0, unknown 1, begin 2, end 3, mask 4.</summary>
    All = Padding | Unknown | Begin | End | Mask,
}
