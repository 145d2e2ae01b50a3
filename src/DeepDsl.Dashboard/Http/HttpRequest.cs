namespace DeepDsl.Http;

/// <summary>What of a request is looked at.</summary>
internal sealed record HttpRequest
{
    public required string Method { get; init; }

    /// <summary>Of the target, in front of a question mark.</summary>
    public required string Path { get; init; }

    /// <summary>Of the target, behind it; empty where there is none.</summary>
    public required string Query { get; init; }

    public required string Host { get; init; }

    /// <summary>The page that asks, where the browser says so.</summary>
    public string? Origin { get; init; }

    /// <summary>How that page is related, where the browser says so.</summary>
    public string? FetchSite { get; init; }

    public string? Cookie { get; init; }

    public int ContentLength { get; init; }

    public string Body { get; init; } = "";

    /// <summary>The first value of that name in the query, as it stands there; null where there is none.</summary>
    public string? Parameter(string name) => Find(Query, '&', name);

    /// <summary>The cookie of that name; null where there is none.</summary>
    public string? CookieOf(string name) => Find(Cookie ?? "", ';', name);

    private static string? Find(string text, char separator, string name)
    {
        foreach (Range range in text.AsSpan().Split(separator))
        {
            ReadOnlySpan<char> part = text.AsSpan(range).Trim(' ');
            if (part.Length > name.Length && part[name.Length] == '=' && part.StartsWith(name, StringComparison.Ordinal))
            {
                return part[(name.Length + 1)..].ToString();
            }
        }
        return null;
    }
}
