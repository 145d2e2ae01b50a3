namespace DeepDsl;

/// <summary>Media types that are read and written.</summary>
internal static class MediaType
{
    public const string Json = "application/json";

    public const string Bytes = "application/octet-stream";

    public const string Problem = "application/problem+json";

    public static bool Is(this string given, string mediaType) => given.Equals(mediaType, StringComparison.OrdinalIgnoreCase);
}
