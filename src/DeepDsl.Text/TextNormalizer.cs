using System.Globalization;
using System.Text;

namespace DeepDsl.Text;

/// <summary>What is done to a text before it is divided.</summary>
internal static class TextNormalizer
{
    /// <summary>A program without ICU gives every text back as it is, and says nothing.</summary>
    private static readonly bool s_canNormalize = "e\u0301".Normalize(NormalizationForm.FormC).Length == 1;

    public static string Apply(string text, TextOptions options)
    {
        string normal = options.Normalization switch
        {
            TextNormalization.Nfc => Normalize(text, NormalizationForm.FormC),
            TextNormalization.Nfkc => Normalize(text, NormalizationForm.FormKC),
            _ => text,
        };
        return options.LowerCase ? normal.ToLowerInvariant() : normal;
    }

    /// <summary>Small letters without their accents: an e with one, in one character or two, is an e.</summary>
    public static string WithoutAccents(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }
        StringBuilder bare = new(text.Length);
        foreach (Rune rune in Normalize(text, NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                bare.Append(rune.ToString());
            }
        }
        return bare.ToString();
    }

    /// <summary>Halves of a character, which no file in UTF-8 can hold, become what stands for a character that could not be read.</summary>
    public static string WithoutHalves(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsSurrogatePair(text, i) && i++ >= 0))
            {
                return string.Concat(text.EnumerateRunes());
            }
        }
        return text;
    }

    private static string Normalize(string text, NormalizationForm form)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }
        return s_canNormalize
            ? text.Normalize(form)
            : throw new InvalidOperationException(
                $"The text '{Listing.Short(text)}' has to be normalised, which takes the tables of ICU, and this program runs without them: set "
                + "InvariantGlobalization to false in its project, or read texts as they are with TextOptions.Normalization = "
                + "TextNormalization.None, and word pieces with LowerCase = false.");
    }
}
