using DeepDsl.Text;

namespace WordVectors;

/// <summary>The words of books as numbers, the most frequent ones; and pairs of those that stand near each other.</summary>
internal sealed class Words
{
    private const int Reach = 4;

    /// <summary>Of words more frequent than this most are passed over, as they say little of those beside them.</summary>
    private const double Frequent = 1e-3;

    private const double Draws = 1e5;

    private readonly TextEncoder _encoder;
    private readonly double[] _shares = new double[SkipGramNet.Vocabulary];
    private readonly int[] _drawn;

    public Words(IEnumerable<string> paths)
    {
        string[] books = [.. paths.Select(File.ReadAllText)];
        _encoder = TextEncoder.Words(books, new TextOptions
        {
            Size = SkipGramNet.Vocabulary, Special = SpecialTokens.Unknown, LowerCase = true, Punctuation = false,
        });
        int[][] read = [.. books.Select(b => _encoder.Encode(b))];
        Train = [.. read.SelectMany(b => b[..(b.Length * 9 / 10)])];
        Test = [.. read.SelectMany(b => b[(b.Length * 9 / 10)..])];
        foreach (int word in Train)
        {
            _shares[word] += 1.0 / Train.Length;
        }

        // As often as in the text to the power of 3/4, which draws rare words more often than they stand there.
        _drawn = [.. Enumerable.Range(1, SkipGramNet.Vocabulary - 1).SelectMany(w => Enumerable.Repeat(w, (int)(Draws * Math.Pow(_shares[w], 0.75))))];
    }

    /// <summary>The first nine tenths of each book.</summary>
    public int[] Train { get; }

    /// <summary>The rest.</summary>
    public int[] Test { get; }

    public double Share(int word) => _shares[word];

    public int Number(string word) => _encoder.Encode(word)[0];

    public string Text(int word) => _encoder.Decode([word]);

    /// <summary>Each word with one that stands near it, and as many that are drawn as make <see cref="SkipGramNet.Others"/>.</summary>
    public Pairs Pairs(int[] text, Random random)
    {
        int[] kept = [.. text.Where(w => w > 0 && random.NextDouble() < Math.Sqrt(Frequent / _shares[w]))];
        List<int> words = [];
        List<int> near = [];
        for (int i = 0; i < kept.Length; i++)
        {
            int reach = random.Next(1, Reach + 1);   // so that the nearest are seen most often
            for (int j = Math.Max(0, i - reach); j <= Math.Min(kept.Length - 1, i + reach); j++)
            {
                if (j != i)
                {
                    words.Add(kept[i]);
                    near.Add(kept[j]);
                    near.AddRange(Enumerable.Range(1, SkipGramNet.Others - 1).Select(_ => _drawn[random.Next(_drawn.Length)]));
                }
            }
        }

        return new Pairs([.. words], [.. near]);
    }
}
