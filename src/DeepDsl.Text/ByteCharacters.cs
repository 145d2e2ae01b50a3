using System.Text;

namespace DeepDsl.Text;

/// <summary>
/// The characters by which vocabularies of byte pairs write bytes, as GPT-2 began it: one that can be seen is itself, any other has one from
/// 256 on, so that a blank is Ġ.
/// </summary>
internal static class ByteCharacters
{
    private static readonly char[] s_characters = Characters();
    private static readonly Dictionary<char, byte> s_bytes = s_characters.Select((c, i) => (c, i)).ToDictionary(b => b.c, b => (byte)b.i);

    /// <summary>All of them, by their bytes.</summary>
    public static IEnumerable<string> All => s_characters.Select(c => c.ToString());

    public static string Of(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return string.Concat(bytes.Select(b => s_characters[b]));
    }

    /// <summary>Adds the bytes of a token; those of other characters where a vocabulary has such.</summary>
    public static void AddBytes(string token, List<byte> bytes)
    {
        foreach (char c in token)
        {
            if (s_bytes.TryGetValue(c, out byte value))
            {
                bytes.Add(value);
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes([c]));
            }
        }
    }

    private static char[] Characters()
    {
        char[] characters = new char[256];
        char next = (char)256;
        for (int i = 0; i < characters.Length; i++)
        {
            characters[i] = i is >= '!' and <= '~' or >= '\u00A1' and <= '\u00AC' or >= '\u00AE' ? (char)i : next++;
        }
        return characters;
    }
}
