using System.Buffers.Binary;
using System.IO.Compression;

namespace DeepDsl.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static byte[] Idx(byte type, uint[] shape, params byte[] values)
    {
        List<byte> bytes = [0, 0, type, (byte)shape.Length];
        byte[] word = new byte[4];
        foreach (uint dimension in shape)
        {
            BinaryPrimitives.WriteUInt32BigEndian(word, dimension);
            bytes.AddRange(word);
        }
        return [.. bytes, .. values];
    }

    private static byte[] Gzip(byte[] bytes)
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    private string Error(byte[] bytes)
    {
        string path = _folder.Write("data.idx", bytes);
        return Assert.Throws<InvalidDataException>(() => IdxFile.Read(path)).Message.Replace(path, "data.idx", StringComparison.Ordinal);
    }

    private const string NotValid = "data.idx is not a valid IDX file: ";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_are_scaled_and_labels_are_not(bool packed)
    {
        byte[] images = Idx(8, [2, 1, 2], 0, 51, 102, 255);
        byte[] labels = Idx(8, [2], 9, 3);
        string imagePath = _folder.Write("images", packed ? Gzip(images) : images);
        string labelPath = _folder.Write("labels", packed ? Gzip(labels) : labels);
        Dataset data = IdxFile.ReadDataset(imagePath, labelPath);
        Assert.Equal([0, 51f / 255, 102f / 255, 1], data.InputArray(), (a, b) => MathF.Abs(a - b) < 1e-7f);
        Assert.Equal([9, 3], data.LabelArray());
        Assert.Equal([2, 1, 2], IdxFile.Read(imagePath).Shape);
        Assert.Equal([0, 51, 102, 255], IdxFile.Read(imagePath).ToFloats());
    }

    [Fact]
    public void Ints_and_floats_are_big_endian()
    {
        IdxFile ints = IdxFile.Read(_folder.Write("i", Idx(0x0C, [2], 0, 0, 1, 2, 0xFF, 0xFF, 0xFF, 0xFE)));
        Assert.Equal([258, -2], ints.ToInts());
        IdxFile floats = IdxFile.Read(_folder.Write("f", Idx(0x0D, [1], 0x3F, 0xC0, 0, 0)));
        Assert.Equal([1.5f], floats.ToFloats());
        Assert.Contains("holds floats, not ints", Assert.Throws<InvalidDataException>(floats.ToInts).Message);
    }

    [Fact]
    public void Every_truncation_is_one_clear_error()
    {
        byte[] whole = Idx(8, [2, 3], 1, 2, 3, 4, 5, 6);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.StartsWith(NotValid, Error(whole[..length]), StringComparison.Ordinal);
        }
        // The last bytes of a gzip file hold no values, only the end mark, checksum and length.
        byte[] packed = Gzip(whole);
        for (int length = 2; length < packed.Length - 10; length++)
        {
            Assert.StartsWith("data.idx", Error(packed[..length]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_changed_header_byte_is_an_error_or_another_valid_header()
    {
        byte[] whole = Idx(8, [2, 3], 1, 2, 3, 4, 5, 6);
        for (int at = 0; at < 12; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] changed = [.. whole];
                changed[at] ^= (byte)(1 << bit);
                Assert.StartsWith(NotValid, Error(changed), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_hostile_size_is_refused_before_memory_is_taken()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(
            NotValid + "the header announces 2000000000 bytes of [2000000000], but 1 follow it. Download or write the file again.",
            Error(Idx(8, [2_000_000_000], 1)));
        Assert.StartsWith(
            NotValid + "the header announces 2000000000 bytes", Error(Gzip(Idx(8, [2_000_000_000], 1))), StringComparison.Ordinal);
        Assert.Equal(
            NotValid + "dimension 2 is 4294967295, which makes the array larger than the supported 2 GB. Download or write the file again.",
            Error(Idx(8, [60000, uint.MaxValue], 1)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_compressed_file_that_is_longer_than_announced_is_refused()
    {
        Assert.Contains("but more follow it", Error(Gzip(Idx(8, [2], 1, 2, 3))));
        Assert.Contains("but 3 follow it", Error(Idx(8, [2], 1, 2, 3)));
    }

    [Fact]
    public void A_file_that_grows_past_the_first_buffer_reads_whole()
    {
        byte[] values = new byte[(3 << 20) + 17];
        new Random(1).NextBytes(values);
        IdxFile file = IdxFile.Read(_folder.Write("big", Gzip(Idx(8, [(uint)values.Length], values))));
        Assert.Equal(values.Sum(v => (long)v), file.ToInts().Sum(v => (long)v));
    }

    [Fact]
    public void Images_given_as_labels_are_recognised()
    {
        string path = _folder.Write("images", Idx(8, [1, 2, 2], 1, 2, 3, 4));
        Assert.Contains(
            "labels have one dimension, but this file has [1, 2, 2]; is it the file of the images",
            Assert.Throws<InvalidDataException>(() => IdxFile.ReadLabels(path)).Message);
    }
}
