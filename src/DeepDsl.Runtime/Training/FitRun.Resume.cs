namespace DeepDsl;

/// <summary>Where a fit stands, to go on from.</summary>
internal sealed partial class FitRun
{
    private string[] Names => EpochResult.NamesOf(Metrics.Select(m => m.Name), _validation != null);

    /// <summary>
    /// Judges where a fit stood against the options of this one, which throws before anything changes. The schedule takes up its state
    /// here: one of the user's own judges it then.
    /// </summary>
    public void Prepare(FitSnapshot resumed)
    {
        FitChecks.Resume(resumed, _plan, Names, Options.Schedule);
        FitChecks.ResumeCarried(resumed, Options);
        FitChecks.ResumeAugmented(resumed, Options);
        _metrics.CheckSums(resumed.MetricSums);
        FitChecks.Callbacks(resumed, Network, _callbacks);
        if (resumed.Schedule.Length > 0)
        {
            Options.Schedule?.LoadState(resumed.Schedule);
        }
    }

    /// <summary>Stands at the beginning, or where <paramref name="resumed"/> stood.</summary>
    public void Start(FitSnapshot? resumed)
    {
        _baseRate = _rate = Network.Training.LearningRate;
        _metrics.Reset();
        if (resumed == null)
        {
            Options.Schedule?.Start();
            return;
        }
        if (resumed.ChangeOfRegisters(Network.Backend.Registers) is { } change)
        {
            Write(change);
        }
        Position = resumed.Position;
        foreach (EpochResult epoch in resumed.History)
        {
            History.Add(epoch);
        }
        for (int i = 0; i < resumed.MetricSums.Count; i++)
        {
            Metrics[i].Load(resumed.MetricSums[i]);
        }
        for (int i = 0; i < _callbacks.Length; i++)
        {
            _callbacks[i].LoadState(i < resumed.Callbacks.Count ? resumed.Callbacks[i] : []);
        }
        Network.ForgetPasses();
    }

    public FitSnapshot Capture()
    {
        Settle();
        return new(Position, _plan)
        {
            Registers = Network.Backend.Registers,
            Augmentation = Augmentation.Text(Options.Augment),
            Names = Names,
            History = [.. History.Epochs],
            Schedule = Options.Schedule?.SaveState() ?? [],
            // Between epochs the metrics hold what was measured last, which nothing needs.
            MetricSums = Position.Batch == 0 ? [] : [.. Metrics.Select(m => m.Save())],
            Callbacks = [.. _callbacks.Select(c => c.SaveState())],
        };
    }
}
