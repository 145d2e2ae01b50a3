using System.Globalization;
using System.Text;

namespace DeepDsl.Tests.Reliability;

/// <summary>Damaged and hostile versions of a file. A seed decides each, so that the number in a failed test makes it again.</summary>
internal static class FileMutations
{
    /// <summary>What stands in place of a number of the file: limits of types and of formats, and what is no number.</summary>
    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1", "2", "255", "65536", "2147483647", "2147483648", "4294967295", "4294967296", "9223372036854775807",
        "9223372036854775808", "18446744073709551616", "1e999", "-1e999", "1e-999", "NaN", "Infinity", "0x10", "1.5", "1e3", "00", "",
        "99999999999999999999999999999999",
    ];

    private static readonly string[] Tokens =
    [
        "\"", "\"\"", ",", ",,", ":", "{", "}", "[", "]", "\n", "\r", "\r\n", " ", "\0", "\\", "\\u0000", "null", "true", ";", "\t", "\uFEFF",
    ];

    private static readonly byte[] Fillers = [0x00, 0xFF, (byte)'"', (byte)',', (byte)'\n', (byte)'0', (byte)'['];

    /// <summary>One to three changes of the bytes; the last may cut.</summary>
    public static byte[] Mutate(byte[] original, int seed)
    {
        Random random = new(seed);
        byte[] bytes = original;
        for (int i = random.Next(4) == 0 ? random.Next(2, 4) : 1; i > 0 && bytes.Length > 0; i--)
        {
            bytes = MutateOnce(bytes, random);
        }
        return bytes;
    }

    private static byte[] MutateOnce(byte[] bytes, Random random)
    {
        int at = Place(bytes.Length, random);
        int length = random.Next(1, 1 + Math.Min(bytes.Length - at, 1 << random.Next(13)));
        switch (random.Next(12))
        {
            case 0:
            case 1:
                return FlipBits(bytes, at, 1, random);
            case 2:
                return FlipBits(bytes, at, random.Next(2, 9), random);
            case 3:
                return bytes[..at];
            case 4:
                return Splice(bytes, at, length, []);
            case 5:
                return Splice(bytes, at, 0, Repeat(bytes[at..(at + length)], random.Next(1, 5)));
            case 6:
                return Splice(bytes, at, length, Repeat([Fillers[random.Next(Fillers.Length)]], length));
            case 7:
                int from = random.Next(bytes.Length);
                return Splice(bytes, at, length, bytes[from..Math.Min(bytes.Length, from + length)]);
            case 8:
                byte[] noise = new byte[length];
                random.NextBytes(noise);
                return Splice(bytes, at, random.Next(2) * length, noise);
            case 9:
                return Splice(bytes, at, random.Next(2), Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
            case 10:
                return EditBinary(bytes, at, random);
            default:
                return EditNumber(bytes, at, random);
        }
    }

    /// <summary>Every second change falls into the beginning, where headers are.</summary>
    private static int Place(int length, Random random) => random.Next(random.Next(2) == 0 ? Math.Min(length, 64) : length);

    private static byte[] FlipBits(byte[] bytes, int at, int count, Random random)
    {
        byte[] changed = [.. bytes];
        for (int i = 0; i < count; i++)
        {
            changed[Math.Min(at + i, changed.Length - 1)] ^= (byte)(1 << random.Next(8));
        }
        return changed;
    }

    /// <summary>A whole number of one, four or eight bytes becomes an extreme one.</summary>
    private static byte[] EditBinary(byte[] bytes, int at, Random random)
    {
        long[] values = [0, 1, -1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, bytes.Length, bytes.Length - 8, 1L << 31];
        byte[] word = BitConverter.GetBytes(values[random.Next(values.Length)]);
        if (random.Next(2) == 0)
        {
            Array.Reverse(word);
        }
        int length = Math.Min(bytes.Length - at, new[] { 1, 4, 8 }[random.Next(3)]);
        return Splice(bytes, at, length, random.Next(2) == 0 ? word[..length] : word[^length..]);
    }

    /// <summary>The number in digits that is nearest behind a place becomes another.</summary>
    private static byte[] EditNumber(byte[] bytes, int at, Random random)
    {
        int start = Array.FindIndex(bytes, at, IsDigit);
        if (start < 0)
        {
            return FlipBits(bytes, at, 1, random);
        }
        int end = Array.FindIndex(bytes, start, b => !IsDigit(b) && b is not ((byte)'.' or (byte)'e' or (byte)'-'));
        end = end < 0 ? bytes.Length : end;
        string number = random.Next(3) == 0
            ? random.NextInt64(-3, 300).ToString(CultureInfo.InvariantCulture)
            : Numbers[random.Next(Numbers.Length)];
        return Splice(bytes, start, end - start, Encoding.UTF8.GetBytes(number));
    }

    private static bool IsDigit(byte value) => char.IsAsciiDigit((char)value);

    private static byte[] Splice(byte[] bytes, int at, int removed, byte[] inserted) =>
        [.. bytes.AsSpan(0, at), .. inserted, .. bytes.AsSpan(at + removed)];

    private static byte[] Repeat(byte[] block, int times) => [.. Enumerable.Repeat(block, times).SelectMany(b => b)];
}
