using System.Diagnostics;
using static System.FormattableString;

namespace DeepDsl;

/// <summary>A training that is watched, on the thread that trains.</summary>
internal sealed class TrainingRun
{
    private readonly ITrainingSource _source;
    private readonly LayerGradients _gradients;
    private readonly Pace _pace;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Action _wait;
    private RunCommands.Orders _orders;

    public TrainingRun(int number, ITrainingSource source, Pace pace, string speedUnit)
    {
        (_source, _pace) = (source, pace);
        _gradients = new(source.Network);
        Record = new(number, source.Network, _gradients) { SpeedUnit = speedUnit };
        _wait = Wait;
    }

    public RunRecord Record { get; }

    public RunCommands Commands { get; } = new();

    public Network Network => _source.Network;

    /// <summary>After an update: does what pages ask for, and looks at the training where it is time to.</summary>
    public void Updated()
    {
        if (Commands.HasAny && Obey())
        {
            return;
        }
        long now = Stopwatch.GetTimestamp();
        if (_pace.IsDue(now))
        {
            Look();
            _pace.Looked(now, Stopwatch.GetTimestamp());
        }
    }

    public void Ended(EpochResult epoch)
    {
        Record.Add(epoch);
        Record.Set(status => status with { Epoch = epoch.Epoch, Batch = status.Batches, Loss = epoch.Loss });
    }

    public void Ended(RunPhase phase, string? reason)
    {
        Commands.Close();
        Record.Set(status => status with { Phase = phase, Reason = reason, Remaining = 0, Seconds = _clock.Elapsed.TotalSeconds });
    }

    private void Look()
    {
        double loss = _source.Loss; // a device has then made its updates
        _gradients.Look();
        Record.Add(_source.Read() with { Phase = RunPhase.Running, Seconds = _clock.Elapsed.TotalSeconds }, loss);
    }

    /// <summary>Whether it has paused, and looked at the training before.</summary>
    private bool Obey()
    {
        Take();
        if (!_orders.IsPaused)
        {
            return false;
        }
        Look();
        Note("paused");
        Record.Set(status => status with { Phase = RunPhase.Paused });
        _clock.Stop();
        _source.Pause(_wait);
        _clock.Start();
        Record.Set(status => status with { Phase = RunPhase.Running });
        Note("goes on");
        return true;
    }

    private void Wait()
    {
        while (_orders.IsPaused && !_source.Cancellation.IsCancellationRequested)
        {
            Commands.Wait(_source.Cancellation);
            Take();
        }
    }

    private void Take()
    {
        _orders = Commands.Take();
        if (_orders.Rate is { } rate)
        {
            Note(Invariant($"learning rate {_source.BaseRate} becomes {rate}"));
            _source.BaseRate = rate;
            Record.Set(status => status with { BaseRate = rate });
        }
        if (_orders.IsStopped)
        {
            Note("stops");
            _source.Stop("Dashboard: stopped on its page.");
        }
    }

    private void Note(string what) => _source.Write(Invariant($"Dashboard: {what} after update {Network.Step}."));
}
