using System.Globalization;
using DeepDsl.Http;

namespace DeepDsl;

/// <summary>What a dashboard answers to browsers.</summary>
internal sealed class Pages : IDisposable
{
    private const string Get = "GET";
    private const string Post = "POST";

    private readonly LoopbackServer _server;
    private readonly RequestGuard _guard;
    private readonly WeightsDownload _weights = new();
    private volatile TrainingRun? _run;

    /// <exception cref="InvalidOperationException">The port cannot be had.</exception>
    public Pages(int port)
    {
        _server = new(port);
        _guard = new(_server.Port);
        _server.Answer(Answer);
    }

    public Uri Address => _guard.Address;

    /// <summary>What is shown; null before the first.</summary>
    public TrainingRun? Run
    {
        get => _run;
        set => _run = value;
    }

    public void Dispose() => _server.Dispose();

    public HttpResponse Answer(HttpRequest request)
    {
        bool isPage = request is { Path: "/", Method: Get };
        if (_guard.Refusal(request, isPage) is { } refusal)
        {
            return HttpResponse.Say(HttpStatus.Forbidden, refusal);
        }
        if (isPage)
        {
            return PageFile.Html.Response(_guard.HasToken(request) ? _guard.SetCookie : "");
        }
        (string method, Func<HttpResponse>? answer) = request.Path switch
        {
            "/state" => (Get, () => State(request)),
            "/weights.safetensors" => (Get, Weights),
            "/pause" => (Post, () => Command(request, commands => commands.Pause())),
            "/resume" => (Post, () => Command(request, commands => commands.Resume())),
            "/stop" => (Post, () => Command(request, commands => commands.Stop())),
            "/rate" => (Post, () => Rate(request)),
            { } path => (Get, PageFile.At(path) is { } file ? () => file.Response() : (Func<HttpResponse>?)null),
        };
        return answer == null ? HttpResponse.Say(HttpStatus.NotFound, "There is nothing here.")
            : request.Method == method ? answer()
            : new(HttpStatus.MethodNotAllowed, "text/plain", default) { Fields = $"Allow: {method}\r\n" };
    }

    private HttpResponse State(HttpRequest request) => new(
        HttpStatus.Ok,
        "application/json",
        _run is { } run ? RunJson.Of(run.Record.Since(RunCursor.Parse(request.Parameter("since")))) : RunJson.Waiting);

    private HttpResponse Weights() =>
        _run is not { } run ? HttpResponse.Say(HttpStatus.Conflict, "No training has begun.")
        : _weights.TryBegin(run.Network) is { } file
            ? new("application/octet-stream", file)
            {
                Fields = $"Content-Disposition: attachment; filename=\"{run.Record.FileName}\"\r\n",
            }
        : HttpResponse.Say(HttpStatus.Busy, "A download of the weights is under way already; try again when it has ended.");

    private HttpResponse Rate(HttpRequest request) =>
        double.TryParse(request.Body, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && TrainOptions.IsLearningRate(rate)
            ? Command(request, commands => commands.SetRate(rate))
            : HttpResponse.Say(HttpStatus.BadRequest, "A learning rate is a finite number of at least 0, such as 0.001.");

    /// <summary>For the run that the page shows: it may be another one by now.</summary>
    private HttpResponse Command(HttpRequest request, Func<RunCommands, bool> command) =>
        _run is not { } run ? HttpResponse.Say(HttpStatus.Conflict, "No training runs.")
        : request.Parameter("run") != run.Record.Number.ToString(CultureInfo.InvariantCulture)
            ? HttpResponse.Say(HttpStatus.Conflict, "Another training runs by now.")
        : command(run.Commands) ? HttpResponse.Say(HttpStatus.Accepted, "It is done after the present update.")
        : HttpResponse.Say(HttpStatus.Conflict, "The training has ended.");
}
