namespace DeepDsl;

/// <summary>What a message shows of a text that a file holds, which may be of any length.</summary>
internal static class Excerpt
{
    private const int Longest = 60;

    public static string Of(string? text) => text == null || text.Length <= Longest ? text ?? "" : text[..Longest] + "...";
}
