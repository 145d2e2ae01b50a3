namespace DeepDsl;

/// <summary>What pages ask of a training, which takes it between two updates.</summary>
internal sealed class RunCommands
{
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _changed = new();
    private volatile bool _hasAny;
    private bool _isClosed;
    private bool _isPaused;
    private bool _isStopped;
    private double? _rate;

    /// <summary>Whether there is anything to take; the question costs nothing.</summary>
    public bool HasAny => _hasAny;

    /// <returns>False where nobody will take it any more; so of the others.</returns>
    public bool Pause() => Change(() => _isPaused = true);

    public bool Resume() => Change(() => _isPaused = false);

    public bool Stop() => Change(() => (_isStopped, _isPaused) = (true, false));

    public bool SetRate(double rate) => Change(() => _rate = rate);

    /// <summary>Ends a pause, which no page could end any more.</summary>
    public void Close() => Change(() => (_isClosed, _isPaused) = (true, false));

    /// <summary>What has been asked since the last time; that to pause counts until it is taken back.</summary>
    public Orders Take()
    {
        lock (_gate)
        {
            Orders orders = new(_isPaused, _isStopped, _rate);
            (_isStopped, _rate) = (false, null);
            _hasAny = _isPaused;
            _changed.Reset();
            return orders;
        }
    }

    /// <summary>Until somebody asks for something, or the token is cancelled.</summary>
    public void Wait(CancellationToken cancellation)
    {
        try
        {
            _changed.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Who waits looks at the token.
        }
    }

    private bool Change(Action change)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }
            change();
            _hasAny = true;
            _changed.Set();
            return true;
        }
    }

    public readonly record struct Orders(bool IsPaused, bool IsStopped, double? Rate);
}
