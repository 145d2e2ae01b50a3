using DeepDsl;
using DeepDsl.Text;

namespace TinyGpt;

/// <summary>
/// A text as tokens, the places of its characters in their alphabet: nine tenths to train on, the last tenth to validate.
/// </summary>
internal sealed class Corpus
{
    private readonly TextEncoder _characters;
    private readonly int[] _tokens;
    private readonly int _trained;

    /// <param name="path">File of the text.</param>
    /// <param name="characters">How many different ones the model knows.</param>
    public Corpus(string path, int characters)
    {
        string text = File.ReadAllText(path);
        _characters = TextEncoder.Characters([text], new TextOptions { Special = SpecialTokens.None });
        if (_characters.Count != characters)
        {
            throw new InvalidDataException($"{path} has {_characters.Count} different characters, but the model knows {characters}.");
        }

        _tokens = Tokens(text);
        _trained = _tokens.Length * 9 / 10;
    }

    /// <summary>The part to validate on, cut into windows.</summary>
    public Dataset Validation(int steps)
    {
        int windows = (_tokens.Length - _trained - 1) / steps;
        return Dataset.FromTokens(
            _tokens[_trained..(_trained + (windows * steps))], _tokens[(_trained + 1)..(_trained + (windows * steps) + 1)], steps);
    }

    /// <summary>Windows from random places of the part to train on, and at each character the next one.</summary>
    public void Draw(Random random, int steps, Span<int> tokens, Span<int> next)
    {
        for (int at = 0; at < tokens.Length; at += steps)
        {
            int start = random.Next(_trained - steps);
            _tokens.AsSpan(start, steps).CopyTo(tokens[at..]);
            _tokens.AsSpan(start + 1, steps).CopyTo(next[at..]);
        }
    }

    public int[] Tokens(string text) => _characters.Encode(text);

    public string Text(int[] tokens) => _characters.Decode(tokens);
}
