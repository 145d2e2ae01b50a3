using System.Text.RegularExpressions;

namespace DeepDsl.Package.Tests;

/// <summary>A block of a page that is to be copied, or what the block before it prints; the comment above says which.</summary>
/// <param name="Kind">What becomes of the block.</param>
/// <param name="File">Where it is written to, from the folder in which a reader begins.</param>
/// <param name="Text">The block.</param>
internal sealed record PageStep(PageStepKind Kind, string File, string Text)
{
    /// <summary>The blocks of a page in their order. One without a comment, which nothing would run, is an error.</summary>
    public static IReadOnlyList<PageStep> Of(string page) =>
        [.. Regex.Matches(page, "^(?:<!-- (.*?) -->\n)?```\\S*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Select(Read)];

    private static PageStep Read(Match block)
    {
        string text = block.Groups[2].Value;
        return block.Groups[1].Value switch
        {
            "run" => new PageStep(PageStepKind.Run, "", text),
            "fails" => new PageStep(PageStepKind.Fail, "", text),
            "start" => new PageStep(PageStepKind.Start, "", text),
            "prints" => new PageStep(PageStepKind.Prints, "", text),
            "prints like" => new PageStep(PageStepKind.PrintsLike, "", text),
            string write when write.StartsWith("write ", StringComparison.Ordinal) =>
                new PageStep(PageStepKind.Write, write["write ".Length..], text),
            string other => throw new InvalidDataException($"The comment '{other}' above a block says nothing that a test knows:\n{text}"),
        };
    }
}
