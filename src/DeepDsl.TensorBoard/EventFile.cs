using System.Globalization;

namespace DeepDsl;

/// <summary>
/// A file of events that a TensorBoard shows: curves, histograms, images, texts, and settings. What is added is in the file when the call
/// returns, so that a board that runs sees it.
/// </summary>
/// <remarks>
/// Errors of the disk are <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>. One thread at a time may add.
/// </remarks>
public sealed class EventFile : IDisposable
{
    private static long s_made;

    private readonly FileStream _stream;

    /// <summary>
    /// Begins a new file in a folder, which is made where it is missing. A folder may have several, of which the board shows one run.
    /// </summary>
    /// <param name="folder">The run, such as <c>runs/a</c>; a board is started with the folder above.</param>
    public EventFile(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        // As TensorFlow names them: seconds, machine, process, and a count, so that no two writers meet.
        string name = string.Create(
            CultureInfo.InvariantCulture,
            $"events.out.tfevents.{(long)Now():0000000000}.{Host()}.{Environment.ProcessId}.{Interlocked.Increment(ref s_made)}");
        Path = System.IO.Path.Combine(folder, name);
        _stream = new(Path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        Write(new ProtoMessage().Add(1, Now()).Add(3, "brain.Event:2"));
    }

    /// <summary>Where the events are.</summary>
    public string Path { get; }

    /// <summary>A point of a curve.</summary>
    /// <param name="tag">Name of the curve; what stands before a <c>/</c> groups those of one kind.</param>
    /// <param name="value">What it is.</param>
    /// <param name="step">Where it stands, such as the number of updates.</param>
    public void AddScalar(string tag, double value, long step) => AddValue(step, new ProtoMessage().Add(1, Tag(tag)).Add(2, (float)value));

    /// <summary>How values are spread. Those that are not finite are left out.</summary>
    /// <param name="tag">Name of the histogram.</param>
    /// <param name="values">The values.</param>
    /// <param name="step">Where it stands.</param>
    public void AddHistogram(string tag, ReadOnlySpan<float> values, long step) =>
        AddValue(step, new ProtoMessage().Add(1, Tag(tag)).Add(5, HistogramBuckets.Of(values)));

    /// <summary>A picture.</summary>
    /// <param name="tag">Name of the picture.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="channels">1 for gray, 3 for red, green and blue.</param>
    /// <param name="pixels">Row by row from the top, 0 for black and 1 for white; what is outside is cut.</param>
    /// <param name="step">Where it stands.</param>
    public void AddImage(string tag, int width, int channels, ReadOnlySpan<float> pixels, long step)
    {
        if (width < 1 || channels is not (1 or 3) || pixels.IsEmpty || pixels.Length % (width * channels) != 0)
        {
            throw new ArgumentException(
                $"The image '{tag}' has {pixels.Length} values, which are no rows of {width} pixels of {channels} channels; "
                + "give 1 or 3 channels, pixel by pixel.",
                nameof(pixels));
        }
        byte[] bytes = new byte[pixels.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            // Of what is no number, the lesser of it and 1 is none either, and as a byte that is 0.
            bytes[i] = (byte)MathF.Round(255 * Math.Clamp(float.IsNaN(pixels[i]) ? 0 : pixels[i], 0, 1));
        }
        using MemoryStream png = new();
        PngFile.Write(png, width, channels, bytes);
        AddValue(step, new ProtoMessage().Add(1, Tag(tag)).Add(4, new ProtoMessage()
            .Add(1, (long)(pixels.Length / (width * channels))).Add(2, (long)width).Add(3, (long)channels).Add(4, png.ToArray())));
    }

    /// <summary>A text, which the board shows as Markdown.</summary>
    /// <param name="tag">Name of the text.</param>
    /// <param name="text">What it says.</param>
    /// <param name="step">Where it stands.</param>
    public void AddText(string tag, string text, long step)
    {
        const long texts = 7;
        ProtoMessage one = new ProtoMessage().Add(2, new ProtoMessage().Add(1, 1L));
        AddValue(step, new ProtoMessage().Add(1, Tag(tag))
            .Add(9, new ProtoMessage().Add(1, new ProtoMessage().Add(1, "text")))
            .Add(8, new ProtoMessage().Add(1, texts).Add(2, one).Add(8, text)));
    }

    /// <summary>The layers of a model and what they read, for the page of graphs.</summary>
    /// <param name="network">The model.</param>
    public void AddGraph(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (LayerGraph.Of(network) is { } graph)
        {
            Write(new ProtoMessage().Add(1, Now()).Add(4, graph));
        }
    }

    /// <summary>The settings of this run, for the page that compares runs by them. <see cref="AddEnd"/> says how the run ended.</summary>
    /// <param name="settings">Numbers, texts and truth values by name, such as a <see cref="SearchPoint"/>.</param>
    /// <param name="values">Tags of the curves whose last points runs are compared by.</param>
    public void AddSettings(IReadOnlyDictionary<string, object> settings, IEnumerable<string> values) =>
        AddSettingsOfFolders(settings, values.Select(v => ("", v)));

    /// <summary>As the other, of curves that may be in a folder of the run's.</summary>
    internal void AddSettingsOfFolders(IReadOnlyDictionary<string, object> settings, IEnumerable<(string Folder, string Tag)> values)
    {
        ArgumentNullException.ThrowIfNull(settings);
        AddValue(0, SettingsSummary.Experiment(settings, values));
        AddValue(0, SettingsSummary.Start(settings, new DirectoryInfo(System.IO.Path.GetDirectoryName(Path)!).Name, Now()));
    }

    /// <summary>How a run with <see cref="AddSettings"/> ended.</summary>
    /// <param name="succeeded">Whether it came to its end.</param>
    public void AddEnd(bool succeeded) => AddValue(0, SettingsSummary.End(succeeded, Now()));

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static string Tag(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        return tag;
    }

    private static double Now() => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    /// <summary>Without what no file may be called by.</summary>
    private static string Host() => string.Concat(Environment.MachineName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' ? c : '-'));

    private void AddValue(long step, ProtoMessage value) =>
        Write(new ProtoMessage().Add(1, Now()).Add(2, step).Add(5, new ProtoMessage().Add(1, value)));

    /// <summary>In one call: a reader finds whole records, or one that it waits for.</summary>
    private void Write(ProtoMessage message) => _stream.Write(EventRecord.Of(message.ToArray()));
}
