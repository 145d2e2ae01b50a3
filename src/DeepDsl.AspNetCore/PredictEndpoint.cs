using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace DeepDsl;

/// <summary>Answers the requests of one route: a place, the body, the queue, the answer.</summary>
/// <typeparam name="TSample">What is asked about.</typeparam>
internal abstract class PredictEndpoint<TSample>(ServedModel served, OutputForm[] outputs, int bodyLimit) : IPredictEndpoint
{
    private PredictionQueue<TSample>? _queue;

    public ServedModel Served => served;

    public OutputForm[] Outputs => outputs;

    public long? MaxRequestBodySize => bodyLimit;

    public abstract IReadOnlyList<string> MediaTypes { get; }

    public virtual bool IsDecoded(string mediaType) => false;

    public async Task HandleAsync(HttpContext context)
    {
        long start = Stopwatch.GetTimestamp();
        using Activity? activity = ServingTelemetry.Predict(served.Name);
        RequestOutcome outcome = RequestOutcome.Failed;
        try
        {
            outcome = await AnswerAsync(context).ConfigureAwait(false);
        }
        finally
        {
            served.Instruments.Answered(outcome, start);
            activity?.SetTag("deepdsl.outcome", outcome.Text());
            if (outcome == RequestOutcome.Failed)
            {
                activity?.SetStatus(ActivityStatusCode.Error);
            }
        }
    }

    /// <summary>What reads the body of a media type; null for one that is not read here.</summary>
    protected abstract Func<ReadOnlyMemory<byte>, TSample>? ReaderOf(string mediaType);

    /// <summary>Answers some samples, in their order.</summary>
    protected abstract Answer[] Predict(IReadOnlyList<TSample> samples);

    private async Task<RequestOutcome> AnswerAsync(HttpContext context)
    {
        if (served.IsStopping)
        {
            return await Problem.UnavailableAsync(context, served, "ends and takes no more requests").ConfigureAwait(false);
        }
        if (!served.TryEnter())
        {
            return await Problem.OverloadedAsync(context, served).ConfigureAwait(false);
        }
        using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        time.CancelAfter(served.Options.Timeout);
        try
        {
            return await AnswerInTimeAsync(context, time.Token).ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            return await Problem.RefusedAsync(context, refused).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            return await Problem.TimeoutAsync(context, served).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Problem.Canceled(context);
        }
        finally
        {
            served.Leave();
        }
    }

    private async Task<RequestOutcome> AnswerInTimeAsync(HttpContext context, CancellationToken cancellation)
    {
        TSample sample = await BodyReader.ReadAsync(context.Request, bodyLimit, Reader(context.Request), cancellation).ConfigureAwait(false);
        _queue ??= served.Queue<TSample>(Predict);
        if (_queue.TryAsk(sample, cancellation) is not { } asked)
        {
            // Full of requests that nobody waits for any more, or complete since the check above.
            return served.IsStopping
                ? await Problem.UnavailableAsync(context, served, "ends and takes no more requests").ConfigureAwait(false)
                : await Problem.OverloadedAsync(context, served).ConfigureAwait(false);
        }
        Answer answer;
        try
        {
            answer = await asked.ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (OperationCanceledException or RefusedException))
        {
            served.Failed(error);
            return await Problem.FailedAsync(context, served, "failed to predict; its log says why").ConfigureAwait(false);
        }
        if (!answer.Values.All(v => Array.TrueForAll(v, float.IsFinite)))
        {
            return await Problem.FailedAsync(context, served, "gave values that are no finite numbers for this sample").ConfigureAwait(false);
        }
        await AnswerWriter.WriteAsync(context.Response, outputs, answer, cancellation).ConfigureAwait(false);
        return RequestOutcome.Ok;
    }

    private Func<ReadOnlyMemory<byte>, TSample> Reader(HttpRequest request)
    {
        string given = request.ContentType?.Split(';')[0].Trim() ?? "";
        return ReaderOf(given) ?? throw new RefusedException(
            $"The body's Content-Type is {(given.Length == 0 ? "not said" : $"'{Listing.Short(given)}'")}; "
            + $"send {string.Join(" or ", MediaTypes)}.",
            StatusCodes.Status415UnsupportedMediaType);
    }
}
