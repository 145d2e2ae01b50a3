using System.Text.RegularExpressions;
using DeepDsl.Text;

namespace Template._1;

/// <summary>The sentences of the files in a folder, each a class: to begin with, half a novel of Jane Austen and one of Mark Twain.</summary>
public static partial class BookSentences
{
    private const int FewestWords = 8;

    /// <summary>The files that the project brings.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>The first four fifths of the sentences of each file to train on, the others to test.</summary>
    public static (LabelledTexts Train, LabelledTexts Test) Read(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal)];
        string[] names = Array.ConvertAll(files, f => Path.GetFileNameWithoutExtension(f));
        List<(string Text, int Class)> train = [];
        List<(string Text, int Class)> test = [];
        for (int i = 0; i < files.Length; i++)
        {
            string text = File.ReadAllText(files[i]).ReplaceLineEndings(" ");
            string[] sentences = [.. Ends().Split(text).Where(s => Blanks().Count(s) + 1 >= FewestWords)];
            int trained = sentences.Length * 4 / 5;
            train.AddRange(sentences[..trained].Select(s => (s, i)));
            test.AddRange(sentences[trained..].Select(s => (s, i)));
        }

        return (Texts(train, names), Texts(test, names));
    }

    private static LabelledTexts Texts(List<(string Text, int Class)> sentences, string[] names) =>
        new([.. sentences.Select(s => s.Text)], [.. sentences.Select(s => s.Class)], names);

    [GeneratedRegex(@"(?<=[.!?][""')_]*)\s+(?=[""'(_]*[A-Z])")]
    private static partial Regex Ends();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
