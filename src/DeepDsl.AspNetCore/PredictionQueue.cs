using System.Diagnostics;
using System.Threading.Channels;

namespace DeepDsl;

/// <summary>
/// Samples that wait for a model and are answered in batches. It is bounded: who finds it full is told so at once, so that memory and
/// waiting stay bounded whatever comes.
/// </summary>
/// <typeparam name="TSample">What is asked about.</typeparam>
internal sealed class PredictionQueue<TSample> : IPredictionQueue
{
    private readonly Channel<Waiting> _channel;
    private readonly Func<IReadOnlyList<TSample>, Answer[]> _predict;
    private readonly ServingOptions _options;
    private readonly ServingInstruments _instruments;
    private readonly CancellationToken _stopping;
    private readonly Task _serving;

    /// <param name="predict">Answers some samples, in their order.</param>
    /// <param name="options">Sizes and times.</param>
    /// <param name="instruments">What is told of batches.</param>
    /// <param name="stopping">Ends waiting for larger batches, since the program ends once all is answered.</param>
    public PredictionQueue(
        Func<IReadOnlyList<TSample>, Answer[]> predict, ServingOptions options, ServingInstruments instruments,
        CancellationToken stopping = default)
    {
        (_predict, _options, _instruments, _stopping) = (predict, options, instruments, stopping);
        _channel = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.MaxPending) { SingleReader = options.Concurrency == 1 });
        _serving = Task.WhenAll(Enumerable.Range(0, options.Concurrency).Select(_ => Task.Run(ServeAsync)));
    }

    /// <summary>The answer once it is there; null where there is no room, or nothing is taken any more.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="cancellation">Ends the waiting: a sample whose turn has not come then is left out.</param>
    public Task<Answer>? TryAsk(TSample sample, CancellationToken cancellation)
    {
        Waiting waiting = new(sample, cancellation);
        // Counted before it can be taken, or the length would be below zero for a moment.
        _instruments.Queued(1);
        if (_channel.Writer.TryWrite(waiting))
        {
            return waiting.Answer.WaitAsync(cancellation);
        }
        _instruments.Queued(-1);
        return null;
    }

    /// <summary>Takes no more, and ends when what waits is answered.</summary>
    public Task CompleteAsync()
    {
        _channel.Writer.TryComplete();
        return _serving;
    }

    private async Task ServeAsync()
    {
        List<Waiting> batch = new(_options.MaxBatchSize);
        while (await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            Take(batch);
            if (batch.Count > 0 && batch.Count < _options.MaxBatchSize && _options.MaxWait > TimeSpan.Zero)
            {
                await WaitForMoreAsync(batch).ConfigureAwait(false);
            }
            if (batch.Count > 0)
            {
                Answer(batch);
                batch.Clear();
            }
        }
    }

    private async Task WaitForMoreAsync(List<Waiting> batch)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(_stopping);
        enough.CancelAfter(_options.MaxWait);
        try
        {
            while (batch.Count < _options.MaxBatchSize && await _channel.Reader.WaitToReadAsync(enough.Token).ConfigureAwait(false))
            {
                Take(batch);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Take(List<Waiting> batch)
    {
        while (batch.Count < _options.MaxBatchSize && _channel.Reader.TryRead(out Waiting? waiting))
        {
            _instruments.Queued(-1);
            if (!waiting.IsOver)
            {
                batch.Add(waiting);
            }
        }
    }

    private void Answer(List<Waiting> batch)
    {
        try
        {
            long start = Stopwatch.GetTimestamp();
            Answer[] answers = _predict([.. batch.Select(w => w.Sample)]);
            _instruments.Predicted(batch.Count, start);
            for (int i = 0; i < answers.Length; i++)
            {
                batch[i].Give(answers[i]);
            }
        }
        catch (Exception error) when (batch.Count == 1)
        {
            batch[0].Fail(error);
        }
        catch (Exception)
        {
            // One of them is at fault; the others get their answers.
            foreach (Waiting waiting in batch)
            {
                Answer([waiting]);
            }
        }
    }

    /// <summary>A sample whose answer somebody waits for.</summary>
    private sealed class Waiting(TSample sample, CancellationToken cancellation)
    {
        // The reader of the queue must not run what follows a request's answer.
        private readonly TaskCompletionSource<Answer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TSample Sample { get; } = sample;

        public Task<Answer> Answer => _answer.Task;

        public bool IsOver => cancellation.IsCancellationRequested;

        public void Give(Answer answer) => _answer.TrySetResult(answer);

        public void Fail(Exception error)
        {
            _answer.TrySetException(error);
            // Nobody may be waiting any more.
            _ = _answer.Task.Exception;
        }
    }
}
