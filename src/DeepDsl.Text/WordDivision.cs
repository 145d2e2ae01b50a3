using System.Globalization;
using System.Text;

namespace DeepDsl.Text;

/// <summary>
/// Divides a text in words and marks: a word is a run of letters, digits and marks that belong to them, with apostrophes inside; any other
/// character but a blank is a mark by itself.
/// </summary>
internal static class WordDivision
{
    private const string StandsAgainstTheWordBefore = ".,;:!?)]}%\u2019\u201D";
    private const string StandsAgainstTheWordBehind = "([{\u2018\u201C";

    public static IEnumerable<string> Of(string text, bool punctuation)
    {
        int at = 0;
        while (at < text.Length)
        {
            int end = WordEnd(text, at);
            if (end > at)
            {
                yield return text[at..end];
                at = end;
                continue;
            }
            Rune mark = At(text, at);
            if (punctuation && !Rune.IsWhiteSpace(mark) && !Rune.IsControl(mark))
            {
                yield return mark.ToString();
            }
            at += mark.Utf16SequenceLength;
        }
    }

    /// <summary>Whether a blank stands between two words or marks when they are put together again.</summary>
    public static bool IsApart(string left, string right) =>
        left.Length > 0 && !(right is [var mark] && StandsAgainstTheWordBefore.Contains(mark, StringComparison.Ordinal))
        && !(left is [var opening] && StandsAgainstTheWordBehind.Contains(opening, StringComparison.Ordinal));

    private static int WordEnd(string text, int start)
    {
        int at = start;
        while (at < text.Length)
        {
            if (IsOfWord(At(text, at)))
            {
                at += At(text, at).Utf16SequenceLength;
            }
            else if (at > start && text[at] is '\'' or '\u2019' && at + 1 < text.Length && IsOfWord(At(text, at + 1)))
            {
                at++;
            }
            else
            {
                break;
            }
        }
        return at;
    }

    private static Rune At(string text, int at) => Rune.TryGetRuneAt(text, at, out Rune rune) ? rune : Rune.ReplacementChar;

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber;
}
