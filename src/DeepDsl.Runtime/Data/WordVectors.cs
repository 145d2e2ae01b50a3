using System.Globalization;
using System.Text;

namespace DeepDsl;

/// <summary>
/// Reads pretrained vectors of words in the text format of GloVe and word2vec (plain or gzip): a word and its numbers on each line, in UTF-8,
/// with or without a first line that says how many words and numbers there are.
/// </summary>
public static class WordVectors
{
    /// <summary>
    /// Gives the rows of an embedding the vectors of their words. Nothing changes where the file is refused; what is behind the words that
    /// are wanted is not looked at.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="vocabulary">The word of each token, from 0 on; rows beyond keep their vectors.</param>
    /// <param name="embedding">The weight of an [Embedding], such as <c>net.Parameter("words.weight")</c>.</param>
    /// <returns>The words that the file does not have, whose rows keep their vectors.</returns>
    /// <exception cref="InvalidDataException">A line is not a word with so many numbers.</exception>
    public static IReadOnlyList<string> Load(string path, IReadOnlyList<string> vocabulary, Parameter embedding)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(embedding);
        Reading reading = new(path, vocabulary, embedding);
        bool[] found = DataFile.Read(
            path,
            file =>
            {
                using StreamReader text = new(file.Stream, Encoding.UTF8, leaveOpen: true);
                return reading.Read(text);
            },
            () => string.Create(CultureInfo.InvariantCulture, $"{reading.Lines:N0} lines were"));
        reading.Apply();
        return [.. vocabulary.Where((_, token) => !found[token])];
    }

    private sealed class Reading
    {
        private readonly string _path;
        private readonly Parameter _embedding;
        private readonly Dictionary<string, int> _tokens = new(StringComparer.Ordinal);
        private readonly bool[] _found;
        private readonly float[] _vectors;
        private readonly int _width;

        public Reading(string path, IReadOnlyList<string> vocabulary, Parameter embedding)
        {
            if (embedding.Shape.Length != 2)
            {
                throw new ArgumentException($"{embedding} is no table of vectors; pass the weight of an [Embedding].", nameof(embedding));
            }
            if (vocabulary.Count > embedding.Shape[0])
            {
                throw new ArgumentException(
                    $"The vocabulary has {vocabulary.Count} words, but {embedding} has room for {embedding.Shape[0]}.", nameof(vocabulary));
            }
            for (int token = 0; token < vocabulary.Count; token++)
            {
                if (!_tokens.TryAdd(vocabulary[token], token))
                {
                    throw new ArgumentException(
                        $"The vocabulary has '{Listing.Short(vocabulary[token])}' twice, as {_tokens[vocabulary[token]]} and as {token}.",
                        nameof(vocabulary));
                }
            }
            _path = path;
            _embedding = embedding;
            _width = embedding.Shape[1];
            _found = new bool[vocabulary.Count];
            _vectors = new float[vocabulary.Count * _width];
        }

        /// <summary>Lines read so far.</summary>
        public int Lines { get; private set; }

        /// <summary>Whether each word was there.</summary>
        public bool[] Read(TextReader text)
        {
            int missing = _found.Length;
            while (missing > 0 && text.ReadLine() is { } line)
            {
                Lines++;
                ReadOnlySpan<char> rest = line.AsSpan().TrimEnd();
                if (!rest.IsEmpty && !(Lines == 1 && IsHeader(rest)))
                {
                    missing -= Take(rest) ? 1 : 0;
                }
            }
            return _found;
        }

        public void Apply()
        {
            Span<float> weights = _embedding.Edit();
            for (int token = 0; token < _found.Length; token++)
            {
                if (_found[token])
                {
                    _vectors.AsSpan(token * _width, _width).CopyTo(weights[(token * _width)..]);
                }
            }
        }

        /// <summary>Two numbers, of which the second says how long vectors are.</summary>
        private bool IsHeader(ReadOnlySpan<char> line)
        {
            int space = line.IndexOf(' ');
            if (space < 0 || !int.TryParse(line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out _)
                || !int.TryParse(line[(space + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int width))
            {
                return false;
            }
            return width == _width ? true : throw Wrong($"announces vectors of {width} numbers");
        }

        /// <summary>Words may hold spaces, so numbers are counted from the end. Whether it was a word that was still missing.</summary>
        private bool Take(ReadOnlySpan<char> line)
        {
            int at = line.Length;
            for (int i = 0; i < _width; i++)
            {
                at = at < 0 ? at : line[..at].LastIndexOf(' ');
            }
            if (at <= 0)
            {
                throw Wrong($"has {line.Count(' ')} numbers behind '{First(line)}'");
            }
            if (!_tokens.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(line[..at], out int token))
            {
                // A longer vector would read as a word with numbers in it; a word of the vocabulary in front of it gives that away.
                return line[..at].LastIndexOf(' ') is var space and > 0 && IsNumber(line[(space + 1)..at]) && IsWord(line[..line.IndexOf(' ')])
                    ? throw Wrong($"has {line.Count(' ')} numbers behind '{First(line)}'")
                    : false;
            }
            if (_found[token])
            {
                return false; // some files repeat a word; the first is the more frequent form
            }
            Numbers(line[(at + 1)..], line, _vectors.AsSpan(token * _width, _width));
            _found[token] = true;
            return true;
        }

        private void Numbers(ReadOnlySpan<char> numbers, ReadOnlySpan<char> line, Span<float> vector)
        {
            int i = 0;
            foreach (Range part in numbers.Split(' '))
            {
                if (!float.TryParse(numbers[part], NumberStyles.Float, CultureInfo.InvariantCulture, out float number) || !float.IsFinite(number))
                {
                    throw Wrong($"has '{Listing.Short(numbers[part].ToString())}' among the numbers of '{First(line)}'");
                }
                vector[i++] = number;
            }
        }

        private bool IsWord(ReadOnlySpan<char> text) => _tokens.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(text);

        private static bool IsNumber(ReadOnlySpan<char> text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

        private static string First(ReadOnlySpan<char> line) =>
            Listing.Short((line.IndexOf(' ') is var space and > 0 ? line[..space] : line).ToString());

        private InvalidDataException Wrong(string problem) => new(
            $"{_path}, line {Lines}: it {problem}, where {_embedding} takes a word and {_width} numbers, with spaces between them. "
            + "Pass vectors of that length, or change the Dimension of the embedding.");
    }
}
