namespace DeepDsl;

/// <summary>Writes a line per epoch into a CSV file; a resumed fit appends to it.</summary>
public sealed class CsvLogger(string path) : Callback
{
    /// <inheritdoc/>
    protected internal override void OnFitStart(FitContext context)
    {
        // A fit resumed from an earlier checkpoint repeats epochs: its history, not the file, says what has happened.
        AtomicFile.Write(path, stream =>
        {
            using StreamWriter file = new(stream, leaveOpen: true);
            foreach (EpochResult epoch in context.History.Epochs)
            {
                file.Write(History.CsvLines(epoch, first: epoch.Epoch == 1));
            }
        });
    }

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch)
    {
        using StreamWriter file = File.AppendText(path);
        file.Write(History.CsvLines(epoch, first: file.BaseStream.Length == 0));
    }
}
