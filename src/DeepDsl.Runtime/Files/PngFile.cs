using System.Buffers.Binary;
using System.IO.Compression;

namespace DeepDsl;

/// <summary>Writes pictures in gray or in colours as PNG files, with nothing but what .NET brings along.</summary>
internal static class PngFile
{
    /// <param name="path">File to write, over an old one.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="channels">1 for gray, 3 for red, green and blue.</param>
    /// <param name="pixels">Row by row from the top, 0 for black and 255 for white.</param>
    public static void Write(string path, int width, int channels, byte[] pixels) =>
        AtomicFile.Write(path, file => Write(file, width, channels, pixels));

    /// <param name="file">What to write to.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="channels">1 for gray, 3 for red, green and blue.</param>
    /// <param name="pixels">Row by row from the top, 0 for black and 255 for white.</param>
    public static void Write(Stream file, int width, int channels, byte[] pixels)
    {
        int row = width * channels;
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        WriteChunk(file, "IHDR"u8, Header(width, pixels.Length / row, channels));
        WriteChunk(file, "IDAT"u8, Compress(row, pixels));
        WriteChunk(file, "IEND"u8, []);
    }

    private static byte[] Header(int width, int height, int channels)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        // Eight bits a value; gray or colours; what follows are the zeros of deflate, the usual filters and no interlacing.
        header[8] = 8;
        header[9] = (byte)(channels == 1 ? 0 : 2);
        return header;
    }

    /// <summary>In front of each row stands how it was filtered: not at all.</summary>
    private static byte[] Compress(int row, ReadOnlySpan<byte> pixels)
    {
        using MemoryStream target = new();
        using (ZLibStream compressed = new(target, CompressionLevel.SmallestSize))
        {
            for (int start = 0; start < pixels.Length; start += row)
            {
                compressed.WriteByte(0);
                compressed.Write(pixels.Slice(start, row));
            }
        }
        return target.ToArray();
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }
        return crc;
    }
}
