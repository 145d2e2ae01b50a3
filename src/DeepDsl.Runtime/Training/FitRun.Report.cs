namespace DeepDsl;

/// <summary>What a fit shows on its way, to who asked for it and on the console.</summary>
internal sealed partial class FitRun
{
    public void Write(string line)
    {
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

    private void Report(int firstBatch)
    {
        if (Options.Progress == null && _line is not { IsDue: true })
        {
            return;
        }
        Settle();
        double speed = Speed(firstBatch);
        long samplesLeft = ((long)(Options.Epochs - Position.Epoch) * _plan.SamplesUsed) - ((long)Batch * _plan.SamplesPerUpdate);
        double seconds = Math.Clamp(samplesLeft / speed, 0, TimeSpan.MaxValue.TotalSeconds / 2);
        FitProgress progress = new(
            Epoch,
            Options.Epochs,
            Batch,
            Batches,
            Position.MeanLoss,
            Position.Rate,
            speed,
            TimeSpan.FromSeconds(seconds));
        Options.Progress?.Report(progress);
        _line?.Update(progress, Metrics);
    }

    private double Speed(int firstBatch)
    {
        long samples = Math.Min((long)Batch * _plan.SamplesPerUpdate, _plan.SamplesUsed) - ((long)firstBatch * _plan.SamplesPerUpdate);
        return samples / Math.Max(_clock.Elapsed.TotalSeconds, 1e-9);
    }
}
