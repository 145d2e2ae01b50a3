using System.Net;
using System.Text.Json;

namespace DeepDsl.Tool.Watching;

/// <summary>Asks a dashboard as a page of it does: first by its address, which gives a cookie for its token, then for what is new.</summary>
internal sealed class DashboardClient : IDisposable
{
    /// <summary>A dashboard keeps some thousands of numbers at most, so what says more is none.</summary>
    private const int MostBytes = 32 << 20;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    private readonly Uri _address;
    private readonly HttpClient _http;
    private string _cursor = "";

    /// <param name="address">As the program wrote it, with the token.</param>
    /// <param name="stop">Whether the user wants it to end.</param>
    /// <param name="longest">That an answer may take; null for the usual.</param>
    /// <exception cref="ToolException">There is no dashboard, or it does not know the token.</exception>
    public DashboardClient(Uri address, CancellationToken stop, TimeSpan? longest = null)
    {
        _address = address;
#pragma warning disable CA2000 // the client disposes of it
        _http = new HttpClient(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            Timeout = longest ?? s_longest,
            MaxResponseContentBufferSize = MostBytes,
        };
#pragma warning restore CA2000
        using HttpResponseMessage? page = Send(address, stop, out Silence silence);
        if (page is not { IsSuccessStatusCode: true })
        {
            _http.Dispose();
            throw new ToolException(
                silence == Silence.Late ? $"The program at {Shown} does not answer in time. Try again when the machine is less busy."
                : page is null ? $"Nothing answers at {Shown}. Start the training, and give the address that it writes."
                : page.StatusCode == HttpStatusCode.Forbidden
                    ? $"The dashboard at {Shown} does not know that token, or listens at a port of another number than the one that leads to "
                        + "it. Give the whole address that the program wrote when it began."
                : NoDashboard);
        }
    }

    /// <summary>Where it is, without the token.</summary>
    public string Shown => _address.GetLeftPart(UriPartial.Authority);

    private string NoDashboard => $"What answers at {Shown} is no dashboard that this tool knows.";

    /// <summary>What is known now, with epochs that were not seen before; null where there is no answer.</summary>
    /// <param name="stop">Whether the user wants it to end.</param>
    /// <param name="silence">Why there is none.</param>
    public WatchedRun? Ask(CancellationToken stop, out Silence silence)
    {
        using HttpResponseMessage? answer = Send(new Uri(_address, "/state?since=" + Uri.EscapeDataString(_cursor)), stop, out silence);
        if (answer is null or { StatusCode: HttpStatusCode.Forbidden })
        {
            silence = answer is null ? silence : Silence.Replaced;
            return null;
        }
        try
        {
            using Stream body = answer.EnsureSuccessStatusCode().Content.ReadAsStream(stop);
            using JsonDocument json = JsonDocument.Parse(body);
            WatchedRun run = WatchedRun.Read(json.RootElement);
            _cursor = run.Cursor;
            return run;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or InvalidDataException or HttpRequestException)
        {
            throw new ToolException(NoDashboard);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Null where nobody answers.</summary>
    private HttpResponseMessage? Send(Uri address, CancellationToken stop, out Silence silence)
    {
        silence = Silence.Refused;
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        try
        {
            return _http.Send(request, HttpCompletionOption.ResponseContentRead, stop);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            silence = e is HttpRequestException ? Silence.Refused : Silence.Late;
            return null;
        }
    }
}
