using System.Buffers.Binary;
using System.IO.Compression;
using Pictures;

namespace DeepDsl.Repo.Tests;

/// <summary>The PNG files that samples write, read back chunk by chunk.</summary>
public sealed class PictureTests
{
    /// <summary>What Pillow writes in front of the data of a gray image of 7 by 5, the signature and the header, and behind it.</summary>
    private const string Front = "89504E470D0A1A0A0000000D4948445200000007000000050800000000ACF1A904";
    private const string End = "0000000049454E44AE426082";

    [Fact]
    public void A_picture_has_the_frame_that_others_write_around_its_rows()
    {
        byte[] pixels = [.. Enumerable.Range(0, 35).Select(i => (byte)(7 * i))];
        byte[] file = Written(path => PngFile.Write(path, 7, pixels));
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
        byte[] file = Written(path => PngFile.Write(path, 3, [1, 2, 3, 250, 251, 252]));
        Span<byte> summed = file.AsSpan(33 + 4, Length(file) + 8);
        summed[^4..].Reverse();
        Assert.Equal(0xDEBB20E3, Remainder(summed));
    }

    [Fact]
    public void A_sheet_has_its_images_side_by_side_and_row_below_row()
    {
        PictureSheet sheet = new(size: 1, columns: 2, zoom: 1);
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
        PictureSheet sheet = new(size: 2, columns: 1, zoom: 2);
        sheet.Add([0f, 0.2f, 0.4f, 0.6f]);
        byte[] rows = Rows(Written(sheet.Write), 8);
        Assert.Equal([255, 255, 0, 0, 51, 51, 255, 255], rows[16..24]);
        Assert.Equal(rows[16..24], rows[24..32]);
        Assert.Equal([255, 255, 102, 102, 153, 153, 255, 255], rows[32..40]);
        Assert.Equal(rows[32..40], rows[40..48]);
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
