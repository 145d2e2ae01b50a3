using System.Globalization;
using DeepDsl;

namespace GraphNet.Cora;

/// <summary>
/// Papers of a folder: <c>cora.content</c> has a line for each, its name, 0 or 1 for each word, and its subject; <c>cora.cites</c> has a
/// line for each citation, the names of both papers.
/// </summary>
internal sealed class Papers
{
    private readonly Dictionary<string, int> _numbers = [];

    public Papers(string folder)
    {
        List<(int Word, float Share)[]> words = [];
        List<Subject> subjects = [];
        foreach ((string[] parts, string place) in Lines(folder, "cora.content", CoraNet.Words + 2))
        {
            if (!Enum.TryParse(parts[^1].Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out Subject subject))
            {
                throw new InvalidDataException(
                    $"{place} has the subject '{parts[^1]}', but expected is one of {string.Join(", ", Enum.GetNames<Subject>())}.");
            }

            subjects.Add(subject);
            words.Add(Shares(parts.AsSpan(1, CoraNet.Words), place));
            if (!_numbers.TryAdd(parts[0], _numbers.Count))
            {
                throw new InvalidDataException($"{place} has the paper '{parts[0]}', which an earlier line has; each paper has one line.");
            }
        }

        (Words, Subjects) = (SparseLists.Of(words, CoraNet.Words, CoraNet.Listed), [.. subjects]);
        Edges = [.. Lines(folder, "cora.cites", 2).SelectMany(Citation).Distinct().SelectMany(e => new[] { e.From, e.To })];
    }

    /// <summary>Of each paper, the words that it has, as shares that add up to 1.</summary>
    public SparseLists Words { get; }

    /// <summary>Pairs of papers of which one cites the other, each once in either direction: <c>[edges, 2]</c>.</summary>
    public int[] Edges { get; }

    public Subject[] Subjects { get; }

    private static (int Word, float Share)[] Shares(ReadOnlySpan<string> flags, string place)
    {
        List<int> has = [];
        for (int i = 0; i < flags.Length; i++)
        {
            if (flags[i] is not ("0" or "1"))
            {
                throw new InvalidDataException($"{place} has '{flags[i]}' for word {i + 1}, but expected is 0 or 1.");
            }

            if (flags[i] == "1")
            {
                has.Add(i);
            }
        }

        return [.. has.Select(word => (word, 1f / has.Count))];
    }

    private IEnumerable<(int From, int To)> Citation((string[] Parts, string Place) line)
    {
        int[] papers = Array.ConvertAll(line.Parts, p => _numbers.TryGetValue(p, out int number) ? number
            : throw new InvalidDataException($"{line.Place} names the paper '{p}', of which cora.content has no line."));
        return papers[0] == papers[1] ? [] : [(papers[0], papers[1]), (papers[1], papers[0])];
    }

    private static IEnumerable<(string[] Parts, string Place)> Lines(string folder, string file, int columns)
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path} is not there: --cora takes a folder with cora.content and cora.cites.");
        }

        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{path}, line {++number}");
            string[] parts = line.Split(null as char[], StringSplitOptions.RemoveEmptyEntries);
            yield return parts.Length == columns ? (parts, place)
                : throw new InvalidDataException($"{place} has {parts.Length} columns, but expected are {columns}.");
        }
    }
}
