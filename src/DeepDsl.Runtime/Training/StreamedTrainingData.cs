using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>A stream that a fit goes through. What each update takes is read and checked on another thread, some updates ahead.</summary>
internal sealed class StreamedTrainingData : ITrainingData
{
    private const string What = "the training stream";

    /// <summary>A stream that waits for what does not come must not hold the fit that was cancelled.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly NetworkDefinition _model;
    private readonly DataStream _stream;
    private readonly CancellationToken _cancelled;
    private Reading? _reading;
    private DatasetBinding? _binding;

    public StreamedTrainingData(NetworkDefinition model, DataStream stream, FitOptions options)
    {
        (_model, _stream, _cancelled) = (model, stream, options.CancellationToken);
        ShuffleBuffer = options.Shuffle ? stream.ShuffleBuffer : 0;
        Samples = stream.Samples > 0 ? stream.Samples : Count();
    }

    public int Samples { get; }

    public int ShuffleBuffer { get; }

    public DatasetBinding? Whole => null;

    public DatasetBinding Binding => _binding ?? throw new InvalidOperationException("No update has begun.");

    public bool AreFinite { get; private set; }

    public void StartEpoch(in FitPlan plan, int epoch, int batch)
    {
        Dispose();
        _reading = new Reading(this, plan, epoch, batch);
    }

    public ReadOnlySpan<int> Rows(int start, int count)
    {
        _binding = _reading!.Next(_cancelled);
        AreFinite = _binding.AreFinite(_binding.Data.Rows);
        return _binding.Data.Rows;
    }

    public void Dispose()
    {
        _reading?.End();
        _reading = null;
    }

    private int Count()
    {
        long samples = 0;
        try
        {
            foreach (Dataset piece in _stream.Open(_cancelled))
            {
                _cancelled.ThrowIfCancellationRequested();
                samples += piece.Count;
            }
        }
        catch (Exception e) when (!_cancelled.IsCancellationRequested)
        {
            throw Failure("while its samples were counted", samples, e);
        }
        return samples is > 0 and <= int.MaxValue
            ? (int)samples
            : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"The training stream has {samples:N0} samples, but an epoch takes 1 to {int.MaxValue:N0}. Set DataStream.Samples to fewer, or fill it."));
    }

    private static InvalidDataException Failure(string when, long samples, Exception e) => new(
        string.Create(CultureInfo.InvariantCulture, $"The training stream failed {when}, behind {samples:N0} samples: {e.Message}"), e);

    /// <summary>One epoch's way through the stream.</summary>
    private sealed class Reading
    {
        private readonly StreamedTrainingData _data;
        private readonly FitPlan _plan;
        private readonly int _epoch;
        private readonly CancellationTokenSource _end;
        private readonly BlockingCollection<DatasetBinding> _ahead;
        private readonly Task _task;
        private ExceptionDispatchInfo? _failure;

        public Reading(StreamedTrainingData data, FitPlan plan, int epoch, int done)
        {
            (_data, _plan, _epoch) = (data, plan, epoch);
            _ahead = new BlockingCollection<DatasetBinding>(data._stream.Prefetch);
            _end = CancellationTokenSource.CreateLinkedTokenSource(data._cancelled);
            _task = Task.Factory.StartNew(() => Run(done), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        public DatasetBinding Next(CancellationToken cancelled)
        {
            if (_ahead.TryTake(out DatasetBinding? next, Timeout.Infinite, cancelled))
            {
                return next;
            }
            _failure!.Throw();
            throw new InvalidOperationException();
        }

        public void End()
        {
            _end.Cancel();
            if (_task.Wait(s_patience))
            {
                _end.Dispose();
                _ahead.Dispose();
            }
        }

        private void Run(int done)
        {
            MixedStream? stream = null;
            FirstError errors = new(Callback.FitEndErrorsKey);
            errors.Try(() =>
            {
                ulong seed = RowOrder.ForEpoch((ulong)_plan.Seed, _epoch);
                stream = new MixedStream(_data._stream.Open(_end.Token), _data.ShuffleBuffer, seed) { Check = Check };
                ReadUpdates(stream, done);
            });
            errors.Try(() => stream?.Dispose());
            try
            {
                errors.Throw();
            }
            catch (Exception e)
            {
                bool isCancelled = e is OperationCanceledException && _end.IsCancellationRequested;
                _failure = ExceptionDispatchInfo.Capture(isCancelled ? e : Failure($"in epoch {_epoch + 1}", stream?.Read ?? 0, e));
            }
            _ahead.CompleteAdding();
        }

        private void ReadUpdates(MixedStream stream, int done)
        {
            for (int update = 0; update < _plan.Updates; update++)
            {
                _end.Token.ThrowIfCancellationRequested();
                int count = Math.Min(_plan.SamplesPerUpdate, _plan.SamplesUsed - (update * _plan.SamplesPerUpdate));
                (Dataset data, int[] origins) = stream.Take(count, _plan.Samples) is { } taken && taken.Data.Count == count
                    ? taken
                    : throw new InvalidDataException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"it ended, but {_plan.Samples:N0} were expected. Set DataStream.Samples to what it has, and open it with the same samples each time."));
                if (update >= done)
                {
                    _ahead.Add(new DatasetBinding(_data._model, data, What) { Samples = origins }, _end.Token);
                }
            }
        }

        private void Check(Dataset piece) => _ = new DatasetBinding(_data._model, piece, "the piece");
    }
}
