namespace DeepDsl;

/// <summary>A training that is watched: a fit, or a loop by hand. All of it is for the thread that trains.</summary>
internal interface ITrainingSource
{
    Network Network { get; }

    /// <summary>Loss of the last update's samples.</summary>
    double Loss { get; }

    /// <summary>The learning rate that the schedule multiplies, from the next update on.</summary>
    double BaseRate { get; set; }

    CancellationToken Cancellation { get; }

    /// <summary>Where it stands, but for phase and time.</summary>
    RunStatus Read();

    void Stop(string reason);

    /// <summary>Waits, which does not count as time of the training.</summary>
    void Pause(Action wait);

    /// <summary>A line to the user.</summary>
    void Write(string line);
}
