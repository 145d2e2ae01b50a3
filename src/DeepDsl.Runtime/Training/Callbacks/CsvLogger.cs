using System.Globalization;

namespace DeepDsl;

/// <summary>Writes a line per epoch into a CSV file; a resumed fit appends to it.</summary>
public sealed class CsvLogger(string path) : Callback
{
    /// <inheritdoc/>
    protected internal override void OnFitStart(FitContext context)
    {
        // A fit resumed from an earlier checkpoint repeats epochs: its history, not the file, says what has happened.
        File.Delete(path);
        foreach (EpochResult epoch in context.History.Epochs)
        {
            Append(epoch);
        }
    }

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch) => Append(epoch);

    private void Append(EpochResult epoch)
    {
        using StreamWriter file = File.AppendText(path);
        if (file.BaseStream.Length == 0)
        {
            file.Write($"epoch,{string.Join(',', epoch.Names)},learning_rate,seconds\n");
        }
        IEnumerable<double> values = epoch.Names.Select(name => epoch.Value(name)!.Value).Append(epoch.LearningRate).Append(epoch.Seconds);
        string line = string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        file.Write(string.Create(CultureInfo.InvariantCulture, $"{epoch.Epoch},{line}\n"));
    }
}
