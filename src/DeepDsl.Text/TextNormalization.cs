namespace DeepDsl.Text;

/// <summary>What makes texts equal that look alike and are written otherwise, such as an e with an accent as one character or as two.</summary>
public enum TextNormalization
{
    /// <summary>Texts are taken as they are.</summary>
    None,

    /// <summary>Unicode's NFC: a letter with its marks is one character where there is one.</summary>
    Nfc,

    /// <summary>Unicode's NFKC: also, what differs in form alone becomes one, such as a ligature and its letters.</summary>
    Nfkc,
}
