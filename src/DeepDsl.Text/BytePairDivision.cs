using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace DeepDsl.Text;

/// <summary>
/// Divides a text as GPT-2 does before it merges: short forms such as 's, letters, numbers, and other characters, each with a blank in
/// front that belongs to it, and blanks. By code points, since an expression of .NET takes a letter of two chars for none.
/// </summary>
internal sealed class BytePairDivision : PreTokenizer
{
    private static readonly string[] s_shortForms = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Blank,
        Letter,
        Number,
        Other,
    }

    public static IEnumerable<(int Offset, int Length)> Parts(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            int end = End(text, at);
            yield return (at, end - at);
            at = end;
        }
    }

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) => Parts(text);

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => Parts(text.ToString());

    private static int End(string text, int at)
    {
        foreach (string form in s_shortForms)
        {
            if (string.CompareOrdinal(text, at, form, 0, form.Length) == 0)
            {
                return at + form.Length;
            }
        }
        int start = text[at] == ' ' ? at + 1 : at;
        if (start < text.Length && KindAt(text, start) is not Kind.Blank and var kind)
        {
            return RunEnd(text, start, kind);
        }
        int end = RunEnd(text, at, Kind.Blank);
        if (end == text.Length)
        {
            return end;
        }
        return Math.Max(end - 1, at + 1); // the last blank goes to what follows
    }

    private static int RunEnd(string text, int at, Kind kind)
    {
        while (at < text.Length && KindAt(text, at) == kind)
        {
            at += Rune.GetRuneAt(text, at).Utf16SequenceLength;
        }
        return at;
    }

    private static Kind KindAt(string text, int at)
    {
        Rune rune = Rune.GetRuneAt(text, at);
        return Rune.IsLetter(rune) ? Kind.Letter
            : Rune.IsWhiteSpace(rune) ? Kind.Blank
            : Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
                ? Kind.Number
            : Kind.Other;
    }
}
