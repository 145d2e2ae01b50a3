using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DeepDsl.Tests.Data;

/// <summary>A compressed file that was cut or changed anywhere is refused, whatever it holds.</summary>
public sealed class GzipFileTests : IDisposable
{
    private const int Rows = 20;
    private const int FirstLength = 30;

    private static readonly string Text = Csv(Rows);
    private static readonly byte[] Values = [0, 0, 8, 2, 0, 0, 0, 12, 0, 0, 0, 3, .. Enumerable.Range(0, 36).Select(i => (byte)(i * i))];

    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    public void Dispose() => _folder.Dispose();

    private static string Csv(int rows)
    {
        Random random = new(3);
        StringBuilder text = new("a,b,kind\n");
        for (int i = 0; i < rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{random.NextDouble():0.000},{random.Next(100)},{(i % 3 == 0 ? "x" : "y")}\n");
        }
        return text.ToString();
    }

    private static byte[] Pack(byte[] bytes, CompressionLevel level = CompressionLevel.SmallestSize)
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, level))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    /// <summary>By kind of file: its content packed as a whole, in two members, and stored without compression.</summary>
    public static TheoryData<string, int> Files => new()
    {
        { "csv", 0 }, { "csv", 1 }, { "csv", 2 }, { "idx", 0 }, { "idx", 1 }, { "idx", 2 },
    };

    private static byte[] Content(string kind) => kind == "csv" ? Encoding.UTF8.GetBytes(Text) : Values;

    private static byte[] FirstMember(string kind) => Pack(Content(kind)[..FirstLength]);

    private static byte[] Packed(string kind, int way)
    {
        byte[] content = Content(kind);
        return way switch
        {
            0 => Pack(content),
            1 => [.. FirstMember(kind), .. Pack(content[FirstLength..])],
            _ => Pack(content, CompressionLevel.NoCompression),
        };
    }

    private float[] Read(string kind, byte[] bytes)
    {
        string path = _folder.Write("data.gz", bytes);
        return kind == "csv" ? CsvFile.Read(path).InputArray() : IdxFile.Read(path).ToFloats();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_truncation_is_refused(string kind, int way)
    {
        byte[] whole = Packed(kind, way);
        List<int> accepted = [];
        for (int length = 0; length < whole.Length; length++)
        {
            try
            {
                Read(kind, whole[..length]);
                accepted.Add(length);
            }
            catch (InvalidDataException e)
            {
                Assert.StartsWith(_folder["data.gz"], e.Message, StringComparison.Ordinal);
            }
        }
        // Between its members a file ends as a whole one does; the text is then a shorter table.
        Assert.Equal(kind == "csv" && way == 1 ? [FirstMember(kind).Length] : [], accepted);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_flipped_bit_is_refused_or_changes_nothing(string kind, int way)
    {
        byte[] whole = Packed(kind, way);
        float[] expected = Read(kind, whole);
        List<int> accepted = [];
        for (int bit = 0; bit < 8 * whole.Length; bit++)
        {
            byte[] changed = [.. whole];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(expected, Read(kind, changed));
                accepted.Add(bit);
            }
            catch (InvalidDataException)
            {
            }
        }
        // In each member: time, level and system (six bytes), the hint that it is text, and the bits that fill up a byte.
        Assert.InRange(accepted.Count, 1, (way == 1 ? 2 : 1) * (48 + 1 + 7));
    }

    [Fact]
    public void A_file_in_several_members_reads_as_one()
    {
        Assert.Equal(Read("csv", Packed("csv", 0)), Read("csv", Packed("csv", 1)));
        Assert.Equal(Values[12..].Select(v => (float)v), Read("idx", Packed("idx", 1)));
    }

    [Fact]
    public void What_follows_the_compressed_data_is_refused() =>
        Assert.Equal(
            $"{_folder["data.gz"]} is damaged: something else follows its compressed data. {Rows} rows were read before that. "
            + "Download or copy the file again.",
            Assert.Throws<InvalidDataException>(() => Read("csv", [.. Packed("csv", 0), 1, 2, 3])).Message);

    [Fact]
    public void A_cut_says_how_much_was_read()
    {
        byte[] csv = Pack(Encoding.UTF8.GetBytes(Csv(5000)));
        Assert.Matches(
            @"gz is cut short: its compressed data ends early\. 2,3\d\d rows were read before that\. Download or copy the file again\.$",
            Assert.Throws<InvalidDataException>(() => Read("csv", csv[..(csv.Length / 2)])).Message);
        // The last bytes are the checksum: everything was read, and nobody can know that it is right.
        Assert.Contains(" 5,000 rows were", Assert.Throws<InvalidDataException>(() => Read("csv", csv[..^1])).Message);
        byte[] idx = Packed("idx", 2);
        Assert.Contains(
            " is cut short: its compressed data ends early. 5 of 12 samples were read",
            Assert.Throws<InvalidDataException>(() => Read("idx", idx[..^(8 + 18 + 1)])).Message);
    }

    [Fact]
    public void A_changed_value_is_reported_as_damage_not_as_a_mistake_of_the_table()
    {
        byte[] bytes = Packed("csv", 2);
        bytes[Array.IndexOf(bytes, (byte)'.', 15)] = (byte)'q';
        Assert.Contains(
            " is damaged: its compressed data does not match its checksum or its format. 0 rows were read",
            Assert.Throws<InvalidDataException>(() => Read("csv", bytes)).Message);
    }

    [Fact]
    public void A_cut_in_the_middle_of_a_row_does_not_count_it()
    {
        byte[] bytes = Packed("csv", 2);
        int cut = Text.IndexOf('\n', Text.Length / 2) - 1;
        int rows = Text[..cut].Count(c => c == '\n') - 1;
        byte[] part = bytes[..(bytes.Length - 8 - (Text.Length - cut))];
        Assert.Contains($". {rows} rows were", Assert.Throws<InvalidDataException>(() => Read("csv", part)).Message);
    }
}
