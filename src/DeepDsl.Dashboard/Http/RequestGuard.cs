using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DeepDsl.Http;

/// <summary>
/// Who may ask: whoever knows the token, by this machine's own names. Names of others that lead here (DNS rebinding) and pages of other
/// programs, with whatever cookie, may not.
/// </summary>
internal sealed class RequestGuard
{
    private const string TokenParameter = "token";
    private const int TokenBytes = 32;

    private static readonly string[] s_names = ["127.0.0.1", "localhost", "[::1]"];

    private readonly string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
    private readonly string _cookie;
    private readonly string[] _hosts;
    private readonly string[] _origins;

    public RequestGuard(int port)
    {
        // Cookies know no ports: each dashboard on a machine has its own.
        _cookie = string.Create(CultureInfo.InvariantCulture, $"deepdsl-dashboard-{port}");
        _hosts = [.. s_names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name}:{port}"))];
        if (port == 80)
        {
            _hosts = [.. _hosts, .. s_names];
        }
        _origins = Array.ConvertAll(_hosts, host => "http://" + host);
        Address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/?{TokenParameter}={_token}"));
    }

    /// <summary>Of the page, with the token.</summary>
    public Uri Address { get; }

    /// <summary>What a browser keeps that has come by the address.</summary>
    public string SetCookie => $"Set-Cookie: {_cookie}={_token}; Path=/; HttpOnly; SameSite=Strict\r\n";

    /// <summary>Why the request is refused; null where it is not.</summary>
    /// <param name="request">That asks.</param>
    /// <param name="isPage">Whether it asks for the page, to which the token and links may lead.</param>
    public string? Refusal(HttpRequest request, bool isPage) =>
        !_hosts.Contains(request.Host, StringComparer.OrdinalIgnoreCase) ? "This server answers under its own address alone."
        : request.Origin is { } origin && !_origins.Contains(origin, StringComparer.OrdinalIgnoreCase) ? "Pages from elsewhere get no answer."
        : !isPage && request.FetchSite is not (null or "same-origin" or "none") ? "Pages from elsewhere get no answer."
        : !IsToken(request.CookieOf(_cookie)) && !(isPage && HasToken(request))
            ? "Open the address that the program wrote when it began, with its token."
        : null;

    /// <summary>Whether the address of the request has the token.</summary>
    public bool HasToken(HttpRequest request) => IsToken(request.Parameter(TokenParameter));

    /// <summary>In a time that says nothing about where a wrong one differs.</summary>
    private bool IsToken(string? text) =>
        text != null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(_token));
}
