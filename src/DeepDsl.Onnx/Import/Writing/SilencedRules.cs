namespace DeepDsl.Onnx;

/// <summary>Rules that advise other layers: those of a file are there already, with weights that were trained for them.</summary>
internal static class SilencedRules
{
    private const int Width = 120;

    public static IReadOnlyList<string> Ids { get; } =
    [
        "DD2012", "DD2014", "DD2015", "DD3001", "DD3003", "DD3004", "DD3007", "DD3009", "DD3011", "DD3012", "DD3013", "DD3014", "DD3015",
            "DD3017",
        "DD3020", "DD3021", "DD3024", "DD3025", "DD3027", "DD3029", "DD3031", "DD3035", "DD3040", "DD3042", "DD3046", "DD3049", "DD3050",
    ];

    /// <summary>Lines of C# that silence them.</summary>
    public static string Pragma { get; } =
        "// Advice on the layers, which are those of the file, is silenced; remove these lines to see it.\n"
        + string.Concat(Ids.Chunk((Width - "#pragma warning disable".Length) / "DD0000, ".Length)
            .Select(line => $"#pragma warning disable {string.Join(", ", line)}\n"));
}
