using System.Buffers.Binary;
using System.IO.Compression;

namespace Pictures;

/// <summary>Writes gray pictures as PNG files, with nothing but what .NET brings along.</summary>
internal static class PngFile
{
    /// <param name="path">File to write, over an old one.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="pixels">Row by row from the top, 0 for black and 255 for white.</param>
    public static void Write(string path, int width, ReadOnlySpan<byte> pixels)
    {
        using FileStream file = File.Create(path);
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        WriteChunk(file, "IHDR"u8, Header(width, pixels.Length / width));
        WriteChunk(file, "IDAT"u8, Compress(width, pixels));
        WriteChunk(file, "IEND"u8, []);
    }

    private static byte[] Header(int width, int height)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        // Eight bits a pixel; what follows are the zeros of gray, deflate, the usual filters and no interlacing.
        header[8] = 8;
        return header;
    }

    /// <summary>In front of each row stands how it was filtered: not at all.</summary>
    private static byte[] Compress(int width, ReadOnlySpan<byte> pixels)
    {
        using MemoryStream target = new();
        using (ZLibStream compressed = new(target, CompressionLevel.SmallestSize))
        {
            for (int start = 0; start < pixels.Length; start += width)
            {
                compressed.WriteByte(0);
                compressed.Write(pixels.Slice(start, width));
            }
        }

        return target.ToArray();
    }

    private static void WriteChunk(FileStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
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
