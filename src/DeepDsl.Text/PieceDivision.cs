using System.Globalization;
using System.Text;

namespace DeepDsl.Text;

/// <summary>
/// The words of which BERT takes pieces: between blanks, with each mark of punctuation and each Chinese character by itself, and without
/// what cannot be seen. Small letters lose their accents. The library's own rules differ from those that published vocabularies were made
/// by: they drop tabs and line ends, which joins words.
/// </summary>
internal static class PieceDivision
{
    public static IEnumerable<string> Words(string text, TextOptions options)
    {
        string normal = TextNormalizer.Apply(text, options with { LowerCase = false });
        if (options.LowerCase)
        {
            normal = TextNormalizer.WithoutAccents(normal).ToLowerInvariant();
        }
        StringBuilder word = new();
        foreach (Rune rune in normal.EnumerateRunes())
        {
            bool stands = StandsAlone(rune);
            if ((stands || IsBlank(rune)) && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
            if (stands)
            {
                yield return rune.ToString();
            }
            else if (!IsBlank(rune) && !IsUnseen(rune))
            {
                word.Append(rune.ToString());
            }
        }
        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static bool IsBlank(Rune rune) =>
        rune.Value is '\t' or '\n' or '\r' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator;

    /// <summary>Controls, formats, and what is no character or none yet.</summary>
    private static bool IsUnseen(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    /// <summary>Also the signs of ASCII that Unicode has as symbols, such as $ and +.</summary>
    private static bool StandsAlone(Rune rune) => rune.Value is >= '!' and <= '/' or >= ':' and <= '@' or >= '[' and <= '`' or >= '{' and <= '~'
        || Rune.IsPunctuation(rune) || IsChinese(rune.Value);

    private static bool IsChinese(int point) => point is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF
        or >= 0x20000 and <= 0x2A6DF or >= 0x2A700 and <= 0x2B73F or >= 0x2B740 and <= 0x2B81F or >= 0x2B820 and <= 0x2CEAF
        or >= 0x2F800 and <= 0x2FA1F;
}
