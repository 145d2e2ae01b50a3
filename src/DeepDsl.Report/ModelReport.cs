using System.Text;

namespace DeepDsl.Report;

/// <summary>A page about a model, as it was when the report was made: <c>net.Report(history, test).Save("report.html")</c>.</summary>
public sealed class ModelReport
{
    internal ModelReport(string html) => Html = html;

    /// <summary>The whole page.</summary>
    public string Html { get; }

    /// <summary>Writes the page, which needs no other file and no network. A crash leaves the old file or the new one.</summary>
    /// <param name="path">The file, over an old one; usually <c>.html</c>.</param>
    /// <exception cref="IOException">It can't be written, and an old one is as it was.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Html)));
    }
}
