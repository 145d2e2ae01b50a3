using System.Text;

namespace DeepDsl;

/// <summary>FNV-1a over UTF-8. Written out, since a model that was saved must find the same places on every version of .NET.</summary>
internal static class TextHash
{
    public static uint Of(string text)
    {
        uint hash = 2166136261;
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ b) * 16777619);
        }
        return hash;
    }

    /// <summary>-1 for a text that is missing.</summary>
    public static int PlaceOf(string? text, int places) => string.IsNullOrEmpty(text) ? -1 : (int)(Of(text) % (uint)places);
}
