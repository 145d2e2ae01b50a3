using System.IO.Compression;
using System.Text;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Data;

public sealed class WordVectorsTests : IDisposable
{
    private const string Takes = ", where table.weight [5, 3] takes a word and 3 numbers, with spaces between them. "
        + "Pass vectors of that length, or change the Dimension of the embedding.";

    private readonly TemporaryFolder _folder = new();
    private readonly TinyTokens _net = new();

    public void Dispose() => _folder.Dispose();

    private Parameter Table => _net.Parameter("table.weight");

    private IReadOnlyList<string> Load(string text, params string[] vocabulary) =>
        WordVectors.Load(_folder.Write("vectors.txt", text), vocabulary, Table);

    [Theory]
    [InlineData("")]
    [InlineData("4 3\n")]
    public void Words_of_the_vocabulary_get_their_vectors_and_others_keep_theirs(string header)
    {
        float[] before = Table.Value.ToArray();
        string text = header + "the 1 2.5 -3e-1\nof 9 9 9 \n. . 4 5 6\nto 7 8 9\nthe 0 0 0\n";
        Assert.Equal(["absent"], Load(text, "to", "the", "absent", ". ."));
        Assert.Equal([7, 8, 9, 1, 2.5f, -0.3f, .. before[6..9], 4, 5, 6, .. before[12..]], Table.Value.ToArray());
    }

    [Fact]
    public void A_compressed_file_is_read_and_a_damaged_one_refused()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes("straße 1 2 3\n"));
        }

        Assert.Empty(WordVectors.Load(_folder.Write("v.gz", packed.ToArray()), ["straße"], Table));
        Assert.Equal([1, 2, 3], Table.Value[..3].ToArray());
        Assert.Contains("Download or copy the file again", Assert.Throws<InvalidDataException>(
            () => WordVectors.Load(_folder.Write("v.gz", packed.ToArray()[..^9]), ["straße", "b"], Table)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4 2\nthe 1 2\n", "vectors.txt, line 1: it announces vectors of 2 numbers")]
    [InlineData("of 1 2 3\nthe 1 2\n", "vectors.txt, line 2: it has 2 numbers behind 'the'")]
    [InlineData("the 1 2 3 4\n", "vectors.txt, line 1: it has 4 numbers behind 'the'")]
    [InlineData("the 1 x 3\n", "vectors.txt, line 1: it has 'x' among the numbers of 'the'")]
    [InlineData("the 1 NaN 3\n", "vectors.txt, line 1: it has 'NaN' among the numbers of 'the'")]
    [InlineData("the\t1\t2\t3\n", "vectors.txt, line 1: it has 0 numbers behind 'the\t1\t2\t3'")]
    public void A_malformed_line_is_named_and_changes_nothing(string text, string message)
    {
        float[] before = Table.Value.ToArray();
        string found = Assert.Throws<InvalidDataException>(() => Load(text, "of", "the")).Message;
        Assert.Equal(message + Takes, found.Replace(_folder["vectors.txt"], "vectors.txt", StringComparison.Ordinal));
        Assert.Equal(before, Table.Value.ToArray());
    }

    [Fact]
    public void A_vocabulary_that_does_not_fit_is_refused()
    {
        Assert.StartsWith("The vocabulary has 6 words, but table.weight [5, 3] has room for 5.",
            Assert.Throws<ArgumentException>(() => Load("", "a", "b", "c", "d", "e", "f")).Message, StringComparison.Ordinal);
        Assert.StartsWith("The vocabulary has 'a' twice, as 0 and as 2.",
            Assert.Throws<ArgumentException>(() => Load("", "a", "b", "a")).Message, StringComparison.Ordinal);
    }
}
