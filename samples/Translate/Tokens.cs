using DeepDsl;

namespace Translate;

/// <summary>Dates as the numbers that the net reads and says: places of characters in their alphabets.</summary>
internal static class Tokens
{
    /// <summary>What stands before the first character of an ISO date: no character of its alphabet.</summary>
    public const int Start = DateNet.IsoAlphabet;

    private const string Written = "\0 ',-./0123456789abcdefghijklmnopqrstuvwxyz"; // 0 fills up
    private const string Iso = "0123456789-";

    /// <summary>Texts of one length, filled up behind.</summary>
    public static int[] Read(IEnumerable<string> texts) =>
        [.. texts.SelectMany(t => t.ToLowerInvariant().PadRight(DateNet.WrittenLength, '\0'))
            .Select(c => Written.IndexOf(c, StringComparison.Ordinal))];

    public static string Say(ReadOnlySpan<int> tokens) => string.Concat(tokens.ToArray().Select(t => Iso[t]));

    /// <summary>What the net reads, what it has said so far, and what it should say next.</summary>
    public static Dataset Lessons(IReadOnlyList<(string Text, string Iso)> dates)
    {
        int[] next = [.. dates.SelectMany(d => d.Iso).Select(c => Iso.IndexOf(c, StringComparison.Ordinal))];
        int[] begun = [.. next.Select((_, i) => i % DateNet.IsoLength == 0 ? Start : next[i - 1])];
        return new Dataset(
            [new("written", Read(dates.Select(d => d.Text)), DateNet.WrittenLength), new("begun", begun, DateNet.IsoLength)],
            [new("next", next, DateNet.IsoLength)]);
    }
}
