using System.Buffers;
using System.Globalization;
using System.Text;

namespace DeepDsl.Http;

/// <summary>
/// The head of a request, of HTTP/1.1 (RFC 9112) as browsers write it. Whatever is odd is refused: nothing that this server answers needs it.
/// </summary>
internal static class RequestHead
{
    /// <summary>Bytes of a head at most. Cookies of other programs on this machine come with it.</summary>
    public const int MostBytes = 16 * 1024;

    private const int LongestTarget = 1024;
    private const int MostFields = 100;

    private static readonly SearchValues<byte> s_token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>The request without its body.</summary>
    /// <param name="head">With the line ends of all lines, without the empty line.</param>
    /// <param name="problem">What is wrong, where the result is null.</param>
    public static HttpRequest? Parse(ReadOnlySpan<byte> head, out HttpStatus problem)
    {
        problem = HttpStatus.BadRequest;
        if (!NextLine(ref head, out ReadOnlySpan<byte> first) || !Target(first, out string method, out string target, ref problem))
        {
            return null;
        }
        Fields fields = default;
        for (int count = 0; !head.IsEmpty; count++)
        {
            if (count == MostFields)
            {
                problem = HttpStatus.HeadTooLarge;
                return null;
            }
            if (!NextLine(ref head, out ReadOnlySpan<byte> line) || !fields.Take(line, ref problem))
            {
                return null;
            }
        }
        if (fields.Host == null)
        {
            return null;
        }
        int query = target.IndexOf('?', StringComparison.Ordinal);
        return new()
        {
            Method = method,
            Path = query < 0 ? target : target[..query],
            Query = query < 0 ? "" : target[(query + 1)..],
            Host = fields.Host,
            Origin = fields.Origin,
            FetchSite = fields.FetchSite,
            Cookie = fields.Cookie,
            ContentLength = fields.ContentLength ?? 0,
        };
    }

    private static bool NextLine(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        int end = rest.IndexOf("\r\n"u8);
        line = end < 0 ? [] : rest[..end];
        rest = end < 0 ? [] : rest[(end + 2)..];
        return end >= 0;
    }

    private static bool Target(ReadOnlySpan<byte> line, out string method, out string target, ref HttpStatus problem)
    {
        (method, target) = ("", "");
        int first = line.IndexOf((byte)' ');
        int last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last == first || !IsToken(line[..first]))
        {
            return false;
        }
        ReadOnlySpan<byte> between = line[(first + 1)..last];
        if (!line[(last + 1)..].SequenceEqual("HTTP/1.1"u8))
        {
            problem = HttpStatus.OtherVersion;
            return false;
        }
        if (between.Length > LongestTarget || between is not [(byte)'/', ..] || between.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            return false;
        }
        (method, target) = (Encoding.ASCII.GetString(line[..first]), Encoding.ASCII.GetString(between));
        return true;
    }

    private static bool IsToken(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExcept(s_token);

    /// <summary>The fields that are looked at. One that comes twice could be read in two ways.</summary>
    private struct Fields
    {
        public string? Host;
        public string? Origin;
        public string? FetchSite;
        public string? Cookie;
        public int? ContentLength;

        public bool Take(ReadOnlySpan<byte> line, ref HttpStatus problem)
        {
            int colon = line.IndexOf((byte)':');
            if (colon <= 0 || !IsToken(line[..colon]))
            {
                return false;
            }
            ReadOnlySpan<byte> name = line[..colon];
            ReadOnlySpan<byte> value = line[(colon + 1)..].Trim(" \t"u8);
            if (value.ContainsAnyInRange((byte)0, (byte)8) || value.ContainsAnyInRange((byte)10, (byte)31) || value.Contains((byte)127))
            {
                return false;
            }
            if (Is(name, "Transfer-Encoding"u8))
            {
                problem = HttpStatus.NotImplemented;
                return false;
            }
            return !Is(name, "Content-Length"u8) ? TakeText(name, value) : ContentLength == null && TakeLength(value, ref problem);
        }

        private bool TakeText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
            Is(name, "Host"u8) ? Once(ref Host, value)
            : Is(name, "Origin"u8) ? Once(ref Origin, value)
            : Is(name, "Sec-Fetch-Site"u8) ? Once(ref FetchSite, value)
            : !Is(name, "Cookie"u8) || Once(ref Cookie, value);

        private bool TakeLength(ReadOnlySpan<byte> value, ref HttpStatus problem)
        {
            if (value.IsEmpty || value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return false;
            }
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > RequestReader.LongestBody)
            {
                problem = HttpStatus.TooLarge;
                return false;
            }
            ContentLength = length;
            return true;
        }

        private static bool Once(ref string? field, ReadOnlySpan<byte> value)
        {
            bool isFirst = field == null;
            field = Encoding.Latin1.GetString(value);
            return isFirst;
        }

        private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected) => Ascii.EqualsIgnoreCase(name, expected);
    }
}
