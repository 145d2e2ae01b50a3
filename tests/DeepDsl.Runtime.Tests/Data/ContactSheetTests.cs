using System.Buffers.Binary;
using System.IO.Compression;

namespace DeepDsl.Tests.Data;

/// <summary>Sheets of images and the PNG files that they are, read back chunk by chunk.</summary>
public sealed class ContactSheetTests
{
    /// <summary>What Pillow writes in front of the data of a gray image of 7 by 5, the signature and the header, and behind it.</summary>
    private const string Front = "89504E470D0A1A0A0000000D4948445200000007000000050800000000ACF1A904";
    private const string End = "0000000049454E44AE426082";

    [Fact]
    public void A_picture_has_the_frame_that_others_write_around_its_rows()
    {
        byte[] pixels = [.. Enumerable.Range(0, 35).Select(i => (byte)(7 * i))];
        byte[] file = Written(path => PngFile.Write(path, 7, 1, pixels));
        Assert.Equal(Front, Convert.ToHexString(file[..33]));
        Assert.Equal(End, Convert.ToHexString(file[^12..]));
        Assert.Equal(pixels, Rows(file, 7));
    }

    /// <summary>
    /// A wrong sum makes viewers refuse the file. Over what is summed and the sum itself, lowest byte first, the remainder is always the
    /// same.
    /// </summary>
    [Fact]
    public void The_sum_behind_the_data_is_theirs()
    {
        byte[] file = Written(path => PngFile.Write(path, 3, 1, [1, 2, 3, 250, 251, 252]));
        Span<byte> summed = file.AsSpan(33 + 4, Length(file) + 8);
        summed[^4..].Reverse();
        Assert.Equal(0xDEBB20E3, Remainder(summed));
    }

    [Fact]
    public void A_sheet_has_its_images_side_by_side_and_row_below_row()
    {
        ContactSheet sheet = new(1, 1) { Columns = 2 };
        sheet.Add([0f, 0.2f, -3f]);
        sheet.Add([2f]);
        byte[] rows = Rows(Written(sheet.Write), 8);
        Assert.Equal(8 * 8, rows.Length);
        Assert.Equal([255, 255, 0, 255, 255, 51, 255, 255], rows[16..24]);
        Assert.Equal([255, 255, 0, 255, 255, 255, 255, 255], rows[40..48]);
        Assert.All([.. rows[..16], .. rows[24..40], .. rows[48..]], pixel => Assert.Equal(255, pixel));
    }

    [Fact]
    public void A_pixel_of_an_image_is_a_square_of_the_sheet()
    {
        ContactSheet sheet = new(2, 2) { Zoom = 2 };
        sheet.Add([0f, 0.2f, 0.4f, 0.6f]);
        byte[] rows = Rows(Written(sheet.Write), 8);
        Assert.Equal([255, 255, 0, 0, 51, 51, 255, 255], rows[16..24]);
        Assert.Equal(rows[16..24], rows[24..32]);
        Assert.Equal([255, 255, 102, 102, 153, 153, 255, 255], rows[32..40]);
        Assert.Equal(rows[32..40], rows[40..48]);
    }

    [Fact]
    public void Colours_lie_side_by_side()
    {
        ContactSheet sheet = new(1, 2, 3);
        sheet.Add([0f, 0.2f, 0.4f, 0.6f, float.NaN, 1]);
        byte[] file = Written(sheet.Write);
        Assert.Equal(2, file[25]);
        Assert.Equal([255, 255, 255, 255, 255, 255, 0, 51, 102, 153, 0, 255, 255, 255, 255, 255, 255, 255], Rows(file, 18)[36..54]);
    }

    /// <summary>What a fit sees in its first epoch, without the borders of the sheet.</summary>
    [Fact]
    public void Samples_are_changed_as_a_fit_changes_them()
    {
        Dataset data = Dataset.FromArrays([0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f], new int[3]);
        byte[] plain = Rows(Written(path => ContactSheet.Write(path, data, 1, 2, rows: 3, columns: 1)), 6);
        Assert.Equal([0, 51, 102, 153, 204, 255], Enumerable.Range(0, 3).SelectMany(i => plain[((2 + (3 * i)) * 6 + 2)..][..2]));
        Augmentation invert = Augment.Custom("Invert", (Span<float> values, ReadOnlySpan<int> shape, ref AugmentRandom random) => values[0] = 1 - values[0]);
        byte[] changed = Rows(Written(path => ContactSheet.Write(path, data, 1, 2, rows: 2, columns: 1, augment: [invert])), 6);
        Assert.Equal([255, 51, 153, 153], Enumerable.Range(0, 2).SelectMany(i => changed[((2 + (3 * i)) * 6 + 2)..][..2]));
        Assert.Equal([0f, 0.2f], data.Input(0));
    }

    [Fact]
    public void What_is_no_image_is_refused_in_words()
    {
        Dataset data = Dataset.FromArrays(new float[10], new int[2]);
        Assert.StartsWith(
            "Images [2, 2, 1] were asked for, but 'input' of the data set has 5 floats a sample.",
            Assert.Throws<ArgumentException>(() => ContactSheet.Write("none.png", data, 2, 2)).Message);
        Assert.StartsWith(
            "7 values were given, which is no multiple of the 4 of an image [2, 2, 1].", Assert.Throws<ArgumentException>(() => new ContactSheet(2, 2).Add(new float[7])).Message);
        Assert.StartsWith(
            "A picture has 1 channel, of gray, or 3, of colours; found 2.", Assert.Throws<ArgumentOutOfRangeException>(() => new ContactSheet(2, 2, 2)).Message);
        Assert.Equal(
            "A sheet needs images, columns and a zoom from 1 on; found 0, 10 and 1.",
            Assert.Throws<InvalidOperationException>(() => new ContactSheet(2, 2).Write("none.png")).Message);
        ContactSheet large = new(2, 2) { Zoom = 20_000 };
        large.Add(new float[4]);
        Assert.Equal(
            "A sheet of 40,004 by 40,004 pixels is more than can be looked at; take fewer of the 1 images, or a smaller zoom.",
            Assert.Throws<InvalidOperationException>(() => large.Write("none.png")).Message);
    }

    private static byte[] Written(Action<string> write)
    {
        string path = Path.GetTempFileName();
        try
        {
            write(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Bytes of the chunk of data, which follows the header.</summary>
    private static int Length(byte[] file)
    {
        Assert.Equal("IDAT"u8, file.AsSpan(37, 4));
        Assert.Equal(file.Length - 33 - 12 - 12, BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(33)));
        return file.Length - 33 - 12 - 12;
    }

    /// <summary>The pixels of rows that are not filtered.</summary>
    private static byte[] Rows(byte[] file, int width)
    {
        using ZLibStream data = new(new MemoryStream(file, 41, Length(file)), CompressionMode.Decompress);
        using MemoryStream rows = new();
        data.CopyTo(rows);
        return [.. rows.ToArray().Chunk(width + 1).SelectMany(row =>
        {
            Assert.Equal(width + 1, row.Length);
            Assert.Equal(0, row[0]);
            return row[1..];
        })];
    }

    /// <summary>Bit by bit, as the division that the sum is.</summary>
    private static uint Remainder(ReadOnlySpan<byte> bytes)
    {
        uint remainder = uint.MaxValue;
        foreach (byte value in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                uint carry = (remainder ^ (uint)(value >> bit)) & 1;
                remainder = (remainder >> 1) ^ (carry == 1 ? 0xEDB88320 : 0);
            }
        }

        return remainder;
    }
}
