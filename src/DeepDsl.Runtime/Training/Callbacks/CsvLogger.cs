using System.Globalization;

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
                Write(file, epoch, first: epoch.Epoch == 1);
            }
        });
    }

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch)
    {
        using StreamWriter file = File.AppendText(path);
        Write(file, epoch, first: file.BaseStream.Length == 0);
    }

    private static void Write(StreamWriter file, EpochResult epoch, bool first)
    {
        if (first)
        {
            file.Write($"epoch,{string.Join(',', epoch.Names)},learning_rate,seconds\n");
        }
        IEnumerable<double> values = epoch.Names.Select(name => epoch.Value(name)!.Value).Append(epoch.LearningRate).Append(epoch.Seconds);
        string line = string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        file.Write(string.Create(CultureInfo.InvariantCulture, $"{epoch.Epoch},{line}\n"));
    }
}
