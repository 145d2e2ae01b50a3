using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace DeepDsl.Text;

/// <summary>
/// Texts as the ints that an <c>[Embedding]</c> takes, and back: characters, words, byte pairs or word pieces, by a vocabulary that is made
/// from texts or was published. Saved in one file, it reads later texts the same way. Any number of threads may use it at once.
/// </summary>
public sealed partial class TextEncoder
{
    private readonly Vocabulary _vocabulary;
    private readonly TokenModel _model;

    private TextEncoder(
        TextKind kind, TextOptions options, Vocabulary vocabulary, IReadOnlyList<(string Left, string Right)>? merges = null)
    {
        (Kind, Options, _vocabulary, Merges) = (kind, options, vocabulary, merges ?? []);
        _model = kind switch
        {
            TextKind.BytePairs => new BytePairModel(vocabulary, Merges, options),
            TextKind.WordPieces => new WordPieceModel(vocabulary, options),
            _ => new ListedModel(vocabulary, options, isWords: kind == TextKind.Words),
        };
        _ = (options.MarkBegin ? Needed(SpecialTokens.Begin, nameof(TextOptions.MarkBegin)) : 0)
            + (options.MarkEnd ? Needed(SpecialTokens.End, nameof(TextOptions.MarkEnd)) : 0);
    }

    /// <summary>What its tokens are.</summary>
    public TextKind Kind { get; }

    /// <summary>How it was made and reads.</summary>
    public TextOptions Options { get; }

    /// <summary>Its tokens by their numbers, special ones by their names.</summary>
    public IReadOnlyList<string> Tokens => _vocabulary.Tokens;

    /// <summary>How many tokens there are: the least that the <c>[Embedding]</c> needs room for.</summary>
    public int Count => _vocabulary.Count;

    /// <summary>The token that fills up, or null: the <c>PaddingToken</c> of the input.</summary>
    public int? Padding => _vocabulary.Of(SpecialTokens.Padding);

    /// <summary>The token for what the vocabulary does not have, or null.</summary>
    public int? Unknown => _vocabulary.Unknown;

    /// <summary>The token in front of a text, or null.</summary>
    public int? Begin => _vocabulary.Of(SpecialTokens.Begin);

    /// <summary>The token behind a text, or null.</summary>
    public int? End => _vocabulary.Of(SpecialTokens.End);

    /// <summary>The token for one that is to be guessed, or null.</summary>
    public int? Mask => _vocabulary.Of(SpecialTokens.Mask);

    internal IReadOnlyList<(string Left, string Right)> Merges { get; }

    internal IReadOnlyDictionary<SpecialTokens, int> Special => _vocabulary.Special;

    /// <summary>The tokens of a text, with the marks that the options ask for.</summary>
    /// <exception cref="ArgumentException">The text has what is not in the vocabulary, and no token stands for that.</exception>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<int> tokens = [];
        if (Options.MarkBegin)
        {
            tokens.Add(Begin!.Value);
        }
        AddText(TextNormalizer.WithoutHalves(text), tokens);
        if (Options.MarkEnd)
        {
            tokens.Add(End!.Value);
        }
        return [.. tokens];
    }

    /// <summary>Two texts as BERT reads a pair: the second behind the first with the marks of <see cref="Encode(string)"/>, but one beginning.</summary>
    /// <param name="first">The first text.</param>
    /// <param name="second">The second.</param>
    /// <returns>The tokens, and for each 0 where it is of the first text and 1 where it is of the second.</returns>
    public (int[] Tokens, int[] Segments) EncodePair(string first, string second)
    {
        (int[] front, int[] behind) = (Encode(first), Encode(second));
        if (Options.MarkBegin)
        {
            behind = behind[1..];
        }
        return ([.. front, .. behind], [.. new int[front.Length], .. Enumerable.Repeat(1, behind.Length)]);
    }

    /// <summary>Texts as rows of one length, cut or filled up behind.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="length">Tokens of a row.</param>
    /// <param name="padding">What fills up, where the encoder has no <see cref="Padding"/>.</param>
    public EncodedTexts Encode(IReadOnlyList<string> texts, int length, int? padding = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        int marks = (Options.MarkBegin ? 1 : 0) + (Options.MarkEnd ? 1 : 0);
        if (length <= marks)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), $"Rows have {length} tokens, of which marks take {marks}; give a length that leaves room for text.");
        }
        int[][] rows = new int[texts.Count][];
        int cut = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = Encode(texts[i] ?? throw new ArgumentException($"Text {i} is null.", nameof(texts)));
            if (rows[i].Length > length)
            {
                int[] kept = rows[i][..length];
                kept[^1] = Options.MarkEnd ? rows[i][^1] : kept[^1];
                rows[i] = kept;
                cut++;
            }
        }
        int fill = padding ?? Padding ?? (Array.FindIndex(rows, r => r.Length < length) is var shortest and >= 0
            ? throw new ArgumentException(
                $"Text {shortest} has {rows[shortest].Length} of {length} tokens, and the encoder has none that fills up: make it with "
                + "SpecialTokens.Padding, or say which token fills up.", nameof(padding))
            : 0);
        return new EncodedTexts(PaddedSequences.Of(rows, fill, length), PaddedSequences.Lengths(rows), length, cut);
    }

    /// <summary>
    /// The text of tokens. What fills up and marks ends is left out; tokens for what is unknown or masked are there by their names. Characters
    /// and byte pairs give the text that was read, as far as it was normalised; words and pieces have single blanks between them, and none
    /// in front of marks such as a comma.
    /// </summary>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        StringBuilder text = new();
        int start = 0;
        for (int i = 0; i <= tokens.Length; i++)
        {
            if (i < tokens.Length && !_vocabulary.SpecialNumbers.Contains(Known(tokens[i])))
            {
                continue;
            }
            Append(text, _model.Decode(tokens[start..i]));
            if (i < tokens.Length && (tokens[i] == Unknown || tokens[i] == Mask))
            {
                Append(text, _vocabulary[tokens[i]]);
            }
            start = i + 1;
        }
        return text.ToString();
    }

    /// <summary>Tells whether a model has a vector for every token, so that a wrong size is found before it is trained.</summary>
    /// <param name="embedding">The weight of its <c>[Embedding]</c>, such as <c>net.Parameter("words.weight")</c>.</param>
    /// <exception cref="ArgumentException">It has room for fewer tokens.</exception>
    public void CheckFits(Parameter embedding)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        if (embedding.Shape.Length != 2)
        {
            throw new ArgumentException($"{embedding} is no table of vectors; pass the weight of an [Embedding].", nameof(embedding));
        }
        if (embedding.Shape[0] < Count)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The encoder has {Count:N0} tokens, but {embedding} has room for {embedding.Shape[0]:N0}: make the encoder with "
                    + $"TextOptions.Size = {embedding.Shape[0]}, or give [Embedding] a vocabulary of {Count}."),
                nameof(embedding));
        }
    }

    private void AddText(string text, List<int> tokens)
    {
        while (Options.ReadsSpecial && FirstSpecial(text) is (var at, var token))
        {
            _model.Encode(text[..at], tokens);
            tokens.Add(token);
            text = text[(at + _vocabulary[token].Length)..];
        }
        _model.Encode(text, tokens);
    }

    private (int At, int Token)? FirstSpecial(string text)
    {
        (int At, int Token)? first = null;
        foreach (int token in _vocabulary.SpecialNumbers)
        {
            int at = text.IndexOf(_vocabulary[token], StringComparison.Ordinal);
            if (at >= 0 && (first == null || at < first.Value.At))
            {
                first = (at, token);
            }
        }
        return first;
    }

    private void Append(StringBuilder text, string more) =>
        text.Append(text.Length > 0 && more.Length > 0 ? _model.Between : "").Append(more);

    private int Known(int token) => token >= 0 && token < Count
        ? token
        : throw new ArgumentOutOfRangeException(nameof(token), $"Token {token} is none of the {Count} that the encoder has, 0 to {Count - 1}.");

    private int Needed(SpecialTokens kind, string option) => _vocabulary.Of(kind)
        ?? throw new ArgumentException($"TextOptions.{option} puts a token at each text that the encoder does not have; add SpecialTokens.{kind}.");
}
