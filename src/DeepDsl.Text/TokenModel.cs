namespace DeepDsl.Text;

/// <summary>Turns the text between special tokens into tokens, and back.</summary>
internal abstract class TokenModel
{
    /// <summary>What stands between two parts of a text when it is put together again.</summary>
    public abstract string Between { get; }

    /// <summary>Adds the tokens of a text that holds no half characters.</summary>
    public abstract void Encode(string text, List<int> tokens);

    /// <summary>The text of tokens, none of which is special.</summary>
    public abstract string Decode(ReadOnlySpan<int> tokens);
}
