using System.Text.RegularExpressions;

namespace DeepDsl.Tests.Dashboards.Http;

/// <summary>Who gets an answer.</summary>
public sealed class AccessTests : IDisposable
{
    private static readonly string[] s_targets = ["/", "/dashboard.js", "/dashboard.css", "/state", "/weights.safetensors", "/nothing"];

    private readonly Dashboard _dashboard = new();
    private readonly Client _client;

    public AccessTests() => _client = new(_dashboard.Start());

    public static TheoryData<string> Targets => [.. s_targets];

    public void Dispose() => _dashboard.Dispose();

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Without_the_token_or_with_another_one_nothing_is_said(string target)
    {
        string name = _client.Cookie.Split('=')[0];
        string token = _client.Cookie.Split('=')[1];
        Assert.Equal(403, (await _client.Get(target, "Cookie: ")).Status);
        Assert.Equal(403, (await _client.Get(target, $"{name}={new string('0', token.Length)}")).Status);
        Assert.Equal(403, (await _client.Get(target, $"{name}={token[..^1]}")).Status);
        Assert.Equal(403, (await _client.Get(target, $"{name}={token}0")).Status);
        Assert.Equal(403, (await _client.Get(target, $"{name}x={token}")).Status);
        Assert.Equal(403, (await _client.Get($"{target}?token={token[1..]}", "Cookie: ")).Status);
        Assert.Equal(403, (await _client.Post("/stop", "", "Cookie: ")).Status);
    }

    [Fact]
    public async Task The_address_gives_the_page_and_a_cookie_that_opens_the_rest()
    {
        Client.Answer page = await _client.Get(_dashboard.Address!.PathAndQuery, "Cookie: ");
        Assert.Equal(200, page.Status);
        Assert.Contains("<title>DeepDsl</title>", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            $"\r\nSet-{_client.Cookie}; Path=/; HttpOnly; SameSite=Strict\r\n", page.Head, StringComparison.Ordinal);
        Assert.Equal(200, (await _client.Get("/dashboard.js", "Cookie: other=1; " + _client.Cookie["Cookie: ".Length..])).Status);
        Assert.Equal(404, (await _client.Get("/nothing")).Status);
        Assert.DoesNotContain("Set-Cookie", (await _client.Get("/")).Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_the_page_names_is_there()
    {
        Queue<string> left = new(["/"]);
        HashSet<string> seen = [];
        while (left.TryDequeue(out string? target))
        {
            Client.Answer answer = await _client.Get(target);
            Assert.Equal((target, 200), (target, answer.Status));
            Regex.Matches(answer.Text, "(?:href=|src=|from )\"(/[^\"]+)\"").Select(m => m.Groups[1].Value)
                .Where(t => t != "/weights.safetensors" && seen.Add(t)).ToList().ForEach(left.Enqueue);
        }
        Assert.Equal(["/charts.js", "/dashboard.css", "/dashboard.js", "/icon.svg", "/view.js"], seen.Order());
    }

    /// <summary>The token in an address opens the page alone: it would lie in histories otherwise.</summary>
    [Fact]
    public async Task The_token_opens_nothing_but_the_page() =>
        Assert.Equal(403, (await _client.Get("/state" + _dashboard.Address!.Query, "Cookie: ")).Status);

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.0.0.1.evil.example:{0}")]
    [InlineData("localhost.:{0}")]
    [InlineData("")]
    public async Task A_name_that_is_not_this_machines_is_refused(string host)
    {
        string said = string.Format(null, host, _dashboard.Address!.Port);
        Assert.Equal(403, (await _client.Get("/state", $"Host: {said}")).Status);
        Assert.Equal(403, (await _client.Get(_dashboard.Address.PathAndQuery, $"Host: {said}")).Status);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("[::1]")]
    public async Task This_machines_names_are_answered(string name) =>
        Assert.Equal(200, (await _client.Get("/state", $"Host: {name}:{_dashboard.Address!.Port}")).Status);

    [Theory]
    [InlineData("null")]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:3000")]
    [InlineData("https://127.0.0.1:{0}")]
    public async Task A_page_from_elsewhere_is_refused(string origin)
    {
        string said = "Origin: " + string.Format(null, origin, _dashboard.Address!.Port);
        Assert.Equal(403, (await _client.Post("/stop?run=1", "", said)).Status);
        Assert.Equal(403, (await _client.Get("/state", said)).Status);
    }

    /// <summary>Cookies know no ports, so a page of another program on this machine has it sent.</summary>
    [Theory]
    [InlineData("same-site")]
    [InlineData("cross-site")]
    public async Task Parts_are_not_loaded_into_other_pages(string site) =>
        Assert.Equal(403, (await _client.Get("/weights.safetensors", $"Sec-Fetch-Site: {site}")).Status);

    [Fact]
    public async Task Nothing_of_an_answer_is_for_other_pages()
    {
        foreach (string target in s_targets)
        {
            string head = (await _client.Get(target, $"Origin: http://{_client.Host}", "Sec-Fetch-Site: same-origin")).Head;
            Assert.DoesNotContain("Access-Control", head, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("\r\nContent-Security-Policy: default-src 'none';", head, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", head, StringComparison.Ordinal);
            Assert.Contains("\r\nX-Content-Type-Options: nosniff\r\n", head, StringComparison.Ordinal);
            Assert.Contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n", head, StringComparison.Ordinal);
            Assert.Contains("\r\nReferrer-Policy: no-referrer\r\n", head, StringComparison.Ordinal);
            Assert.Contains("\r\nCache-Control: no-store\r\n", head, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_dashboard_has_a_token_of_its_own()
    {
        using Dashboard other = new();
        Assert.NotEqual(_dashboard.Address!.Query, other.Start().Query);
        Assert.Equal("?token=".Length + 64, other.Address!.Query.Length);
    }
}
