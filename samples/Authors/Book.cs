using System.Text.RegularExpressions;

namespace Authors;

/// <summary>The sentences of a book that are long enough to tell: those of the first four fifths to train on, the others to test.</summary>
internal sealed partial class Book
{
    private const int FewestWords = 8;

    public Book(string path, Author author)
    {
        IEnumerable<string> paragraphs = File.ReadAllText(path).Split("\n\n")
            .Where(p => !p.StartsWith("chapter", StringComparison.OrdinalIgnoreCase));
        Sentence[] sentences =
        [
            .. paragraphs.SelectMany(p => Ends().Split(p)).Where(s => Word().Count(s) >= FewestWords)
                .Select(s => new Sentence(s.ReplaceLineEndings(" "), author)),
        ];
        int trained = sentences.Length * 4 / 5;
        (Train, Test) = (sentences[..trained], sentences[trained..]);
    }

    public Sentence[] Train { get; }

    public Sentence[] Test { get; }

    /// <summary>The blanks behind what ends a sentence, but for titles, and before a capital.</summary>
    [GeneratedRegex("(?<=(?<!\\b(Mr|Mrs|Dr))[.!?][\"')_]*)\\s+(?=[\"'(_]*[A-Z])", RegexOptions.ExplicitCapture)]
    private static partial Regex Ends();

    [GeneratedRegex("[A-Za-z]+('[A-Za-z]+)*", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
