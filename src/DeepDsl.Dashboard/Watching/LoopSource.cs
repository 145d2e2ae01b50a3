using System.Diagnostics;

namespace DeepDsl;

/// <summary>A loop by hand.</summary>
internal sealed class LoopSource(Network network, Action<string> write) : ITrainingSource
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private double _lastSeconds;
    private double _speed = double.NaN;
    private long _unitsSince;
    private long _step;

    public Network Network => network;

    public double Loss { get; private set; }

    public double BaseRate
    {
        get => network.Training.LearningRate;
        set => network.Training.LearningRate = value;
    }

    public CancellationToken Cancellation => default;

    public bool IsStopped { get; private set; }

    /// <summary>After an update.</summary>
    /// <param name="loss">Of its samples.</param>
    /// <param name="samples">How many those were; 0 where nobody says.</param>
    public void Updated(double loss, int samples)
    {
        Loss = loss;
        _step++;
        _unitsSince += samples > 0 ? samples : 1;
    }

    public RunStatus Read()
    {
        double seconds = _clock.Elapsed.TotalSeconds;
        if (seconds > _lastSeconds)
        {
            _speed = _unitsSince / (seconds - _lastSeconds);
            (_unitsSince, _lastSeconds) = (0, seconds);
        }
        return new()
        {
            Step = _step,
            Loss = Loss,
            LearningRate = network.Training.LearningRate,
            BaseRate = network.Training.LearningRate,
            Speed = _speed,
            Remaining = double.NaN,
        };
    }

    public void Stop(string reason) => IsStopped = true;

    public void Pause(Action wait)
    {
        _clock.Stop();
        wait();
        _clock.Start();
    }

    public void Write(string line) => write(line);
}
