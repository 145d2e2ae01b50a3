using System.Text.Json;

namespace DeepDsl.GpuBenchmarks;

/// <summary>What was found, a line of JSON each, so that whatever ends the program leaves what it found before.</summary>
internal sealed class JsonLines(string? path) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TextWriter _file = path is null ? Console.Out : new StreamWriter(path, append: true) { AutoFlush = true };

    public void Write(object line)
    {
        lock (_gate)
        {
            _file.WriteLine(JsonSerializer.Serialize(line));
        }
    }

    /// <summary>Something that went wrong, or was left out.</summary>
    public void Note(string about, string text)
    {
        Write(new { kind = "note", about, text });
        Console.WriteLine($"{about}: {text}");
    }

    public void Dispose()
    {
        if (path is not null)
        {
            _file.Dispose();
        }
    }
}
