using System.Diagnostics.CodeAnalysis;

namespace DeepDsl;

/// <summary>
/// Shows a training in a browser while it runs: <c>Callbacks = [new Dashboard(5005)]</c>, and open the address that it writes. The page
/// pauses, resumes and stops the fit, changes its learning rate and downloads its weights.
/// </summary>
/// <remarks>
/// It shows one training at a time, the one that began last. It listens on this machine alone, and answers who knows the token of its
/// address. A training does not wait for pages; who watches changes no bit of its result. A fit whose dashboard cannot listen says so in a
/// line (<see cref="FitOptions.Messages"/>) and goes on. What was shown stays until <see cref="Dispose"/>, or until the process ends, which
/// it does not keep alive.
/// </remarks>
/// <param name="port">Where to listen; 0 for any that is free.</param>
public sealed class Dashboard(int port = 0) : Callback, IDisposable
{
    private readonly int _port = port is >= 0 and <= ushort.MaxValue
        ? port
        : throw new ArgumentOutOfRangeException(
            nameof(port), $"{nameof(Dashboard)} listens on port {port}; it must be from 1 to {ushort.MaxValue}, or 0 for any that is free.");

    private readonly Lock _gate = new();
    private Pages? _pages;
    private FitContext? _fit;
    private LoopSource? _loop;
    private TrainingRun? _run;
    private int _runs;

    /// <summary>What to open in a browser, with the token that it asks for; null before it listens.</summary>
    public Uri? Address => _pages?.Address;

    /// <summary>How long after a look at the training the next is due.</summary>
    internal TimeSpan Between { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Begins to listen, which a fit does by itself, and returns the address.</summary>
    /// <exception cref="InvalidOperationException">The port is in use, or cannot be had.</exception>
    public Uri Start()
    {
        lock (_gate)
        {
            _pages ??= new(_port) { Run = _run };
            return _pages.Address;
        }
    }

    /// <summary>
    /// Shows an update of a loop by hand. It returns after a pause that a page asks for, and false once a page has asked to stop. Call it on
    /// the thread that trains, between two updates.
    /// </summary>
    /// <param name="network">That is trained; another one begins another picture.</param>
    /// <param name="loss">Of the update.</param>
    /// <param name="samples">Of the update, for the speed; 0 counts updates.</param>
    /// <exception cref="InvalidOperationException">At the first update: the port is in use, or cannot be had.</exception>
    public bool Step(Network network, double loss, int samples = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (_loop?.Network != network)
        {
            Start();
            _loop = new(network, line => _run?.Record.Add(line));
            Begin(_loop, samples > 0 ? "samples" : "updates");
        }
        _loop.Updated(loss, samples);
        _run!.Updated();
        return !_loop.IsStopped;
    }

    /// <summary>Says that a loop by hand is over; a fit does so by itself.</summary>
    public void End()
    {
        if (_loop is { } loop)
        {
            _loop = null;
            _run!.Ended(loop.IsStopped ? RunPhase.Stopped : RunPhase.Ended, reason: null);
        }
    }

    /// <inheritdoc/>
    protected internal override void OnFitStart(FitContext context)
    {
        End();
        bool wasListening = Address != null;
        _fit = context;
        Begin(new FitSource(context), "samples");
        foreach (EpochResult epoch in context.History.Epochs)
        {
            _run.Record.Add(epoch);
        }
        try
        {
            Uri address = Start();
            if (!wasListening)
            {
                context.Write($"Dashboard: {address}");
            }
        }
        catch (InvalidOperationException e)
        {
            context.Write($"{e.Message} The fit goes on without it.");
        }
    }

    /// <inheritdoc/>
    protected internal override void OnBatchEnd(FitContext context)
    {
        if (context == _fit)
        {
            _run!.Updated();
        }
    }

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch)
    {
        if (context == _fit)
        {
            _run!.Ended(epoch);
        }
    }

    /// <inheritdoc/>
    protected internal override void OnFitEnd(FitContext context)
    {
        if (context != _fit)
        {
            return;
        }
        (RunPhase phase, string? reason) = context switch
        {
            { Error: OperationCanceledException } => (RunPhase.Cancelled, null),
            { Error: { } error } => (RunPhase.Failed, error.Message),
            { History.StopReason: { } stop } => (RunPhase.Stopped, stop),
            _ => (RunPhase.Ended, (string?)null),
        };
        _run!.Ended(phase, reason);
        _fit = null;
    }

    internal override void OnWrite(string line)
    {
        // The address has the token, which no page has to show.
        if (Address is not { } address || !line.Contains(address.Query, StringComparison.Ordinal))
        {
            _run?.Record.Add(line);
        }
    }

    /// <summary>Ends to listen, and any pause.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _pages?.Dispose();
            _pages = null;
            _run?.Commands.Close();
        }
    }

    [MemberNotNull(nameof(_run))]
    private void Begin(ITrainingSource source, string speedUnit)
    {
        TrainingRun? before = _run;
        _run = new(++_runs, source, new Pace(Between), speedUnit);
        lock (_gate)
        {
            _pages?.Run = _run;
        }
        before?.Commands.Close();
    }
}
