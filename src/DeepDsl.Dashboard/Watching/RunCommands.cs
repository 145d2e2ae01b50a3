namespace DeepDsl;

/// <summary>What pages ask of a training, which takes it between two updates.</summary>
internal sealed class RunCommands
{
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _changed = new();
    private volatile bool _hasAny;
    private bool _isPaused;
    private bool _isStopped;
    private double? _rate;

    /// <summary>Whether there is anything to take; the question costs nothing.</summary>
    public bool HasAny => _hasAny;

    public void Pause() => Change(() => _isPaused = true);

    public void Resume() => Change(() => _isPaused = false);

    public void Stop() => Change(() => (_isStopped, _isPaused) = (true, false));

    public void SetRate(double rate) => Change(() => _rate = rate);

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

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            _hasAny = true;
            _changed.Set();
        }
    }

    public readonly record struct Orders(bool IsPaused, bool IsStopped, double? Rate);
}
