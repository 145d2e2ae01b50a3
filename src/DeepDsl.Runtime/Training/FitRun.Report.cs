namespace DeepDsl;

/// <summary>What a fit shows on its way, to who asked for it and on the console.</summary>
internal sealed partial class FitRun
{
    /// <summary>Where it stands. On a GPU, asking for it waits for all updates so far.</summary>
    public FitProgress Progress
    {
        get
        {
            Settle();
            double speed = Speed();
            long samplesLeft = ((long)(Options.Epochs - Position.Epoch) * _plan.SamplesUsed) - ((long)Batch * _plan.SamplesPerUpdate);
            double seconds = Math.Clamp(samplesLeft / speed, 0, TimeSpan.MaxValue.TotalSeconds / 2);
            return new(
                Epoch,
                Options.Epochs,
                Batch,
                Batches,
                Position.MeanLoss,
                Position.Rate,
                speed,
                TimeSpan.FromSeconds(seconds));
        }
    }

    public void Write(string line)
    {
        foreach (Callback callback in _callbacks)
        {
            callback.OnWrite(line);
        }
        if (Options.Messages is { } messages)
        {
            messages(line);
        }
        else if (_line != null)
        {
            _line.WriteLine(line);
        }
        else
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>Waits, which counts neither as the epoch's time nor against its speed.</summary>
    public void Pause(Action wait)
    {
        _clock.Stop();
        wait();
        _clock.Start();
    }

    private void Report()
    {
        if (Options.Progress == null && _line is not { IsDue: true })
        {
            return;
        }
        FitProgress progress = Progress;
        Options.Progress?.Report(progress);
        _line?.Update(progress, Metrics);
    }

    private double Speed()
    {
        long samples = Math.Min((long)Batch * _plan.SamplesPerUpdate, _plan.SamplesUsed) - ((long)_firstBatch * _plan.SamplesPerUpdate);
        return samples / Math.Max(_clock.Elapsed.TotalSeconds, 1e-9);
    }
}
