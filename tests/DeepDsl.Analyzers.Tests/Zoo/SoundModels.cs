namespace DeepDsl.Analyzers.Tests.Zoo;

/// <summary>
/// Well-known architectures as experts declare them, with the numbers of their papers. One file a model, named as its class.
/// </summary>
internal static class SoundModels
{
    private const string Prefix = "Zoo/";

    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(SoundModels).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal),
    ];

    public static string Source(string name)
    {
        using StreamReader reader = new(typeof(SoundModels).Assembly.GetManifestResourceStream(Prefix + name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
