using System.Diagnostics;
using System.Text.Json;

namespace DeepDsl.Tests.Boards;

/// <summary>Events of a folder as tests/reference/read_events.py reads them.</summary>
internal static class EventReader
{
    public static JsonElement[] Read(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "events.out.tfevents.*").Order(StringComparer.Ordinal)];
        ProcessStartInfo start = new("python3", [Path.Combine(AppContext.BaseDirectory, "reference", "read_events.py"), .. files])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>The values of summaries, with the steps of their events.</summary>
    public static (long Step, JsonElement Value)[] Values(JsonElement[] events, string tag) =>
    [
        .. events.Where(e => e.TryGetProperty("summary", out _))
            .Select(e => (e.GetProperty("step").GetInt64(), Value: e.GetProperty("summary").GetProperty("value")[0]))
            .Where(e => e.Value.GetProperty("tag").GetString() == tag),
    ];

    public static (long Step, float Value)[] Scalars(JsonElement[] events, string tag) =>
        [.. Values(events, tag).Select(e => (e.Step, e.Value.GetProperty("scalar").GetSingle()))];
}
