using System.Text.Json;
using OneLineText = DeepDsl.Compiler.Print.Text;

namespace DeepDsl.Tool.Watching;

/// <summary>What a dashboard says of a training. Numbers that it does not know are not numbers here.</summary>
internal sealed record WatchedRun
{
    /// <summary>From 1; zero before the first.</summary>
    public required int Number { get; init; }

    public required string Cursor { get; init; }

    public string Model { get; private init; } = "";

    public string Device { get; private init; } = "";

    public long Parameters { get; private init; }

    /// <summary>running, paused, ended, stopped, cancelled or failed.</summary>
    public string Phase { get; private init; } = "";

    public string? Reason { get; private init; }

    public int Epoch { get; private init; }

    /// <summary>Zero for a loop that has none.</summary>
    public int Epochs { get; private init; }

    public int Batch { get; private init; }

    public int Batches { get; private init; }

    public long Step { get; private init; }

    public double Loss { get; private init; }

    public double Rate { get; private init; }

    public double Speed { get; private init; }

    public string SpeedUnit { get; private init; } = "";

    public double Remaining { get; private init; }

    public double Seconds { get; private init; }

    /// <summary>The first is the number of the epoch.</summary>
    public IReadOnlyList<string> Columns { get; private init; } = [];

    /// <summary>Epochs that were not told before, and perhaps the last of before.</summary>
    public IReadOnlyList<double[]> NewEpochs { get; private init; } = [];

    public bool IsOver => Phase is not ("running" or "paused");

    /// <exception cref="InvalidDataException">It is none that a dashboard gives; as are other exceptions of JSON.</exception>
    public static WatchedRun Read(JsonElement json)
    {
        int number = json.GetProperty("run").GetInt32();
        string cursor = NotNull(json.GetProperty("cursor"));
        if (number == 0)
        {
            return new WatchedRun { Number = 0, Cursor = cursor };
        }
        JsonElement status = json.GetProperty("status");
        JsonElement epochs = json.GetProperty("epochs");
        string[] columns = [.. epochs.GetProperty("columns").EnumerateArray().Select(c => OneLineText.OneLine(NotNull(c)))];
        return new WatchedRun
        {
            Number = number,
            Cursor = cursor,
            Model = Text(json, "model"),
            Device = Text(json, "device"),
            Parameters = json.GetProperty("parameters").GetInt64(),
            Phase = Text(status, "phase"),
            Reason = status.GetProperty("reason").GetString() is { } reason ? OneLineText.OneLine(reason) : null,
            Epoch = status.GetProperty("epoch").GetInt32(),
            Epochs = status.GetProperty("epochs").GetInt32(),
            Batch = status.GetProperty("batch").GetInt32(),
            Batches = status.GetProperty("batches").GetInt32(),
            Step = status.GetProperty("step").GetInt64(),
            Loss = Real(status, "loss"),
            Rate = Real(status, "rate"),
            Speed = Real(status, "speed"),
            SpeedUnit = Text(status, "speedUnit"),
            Remaining = Real(status, "remaining"),
            Seconds = Real(status, "seconds"),
            Columns = columns,
            NewEpochs = [.. epochs.GetProperty("rows").EnumerateArray().Select(row => Row(row, columns.Length))],
        };
    }

    /// <summary>Of a program that this tool knows nothing of, so without what would change a terminal.</summary>
    private static string Text(JsonElement json, string name) => OneLineText.OneLine(NotNull(json.GetProperty(name)));

    private static string NotNull(JsonElement text) => text.GetString() ?? throw new InvalidDataException("A text is null.");

    /// <summary>The first number is that of the epoch.</summary>
    private static double[] Row(JsonElement json, int columns) =>
        json.EnumerateArray().Select(Value).ToArray() is { Length: > 0 } row && row.Length == columns && double.IsFinite(row[0]) ? row
        : throw new InvalidDataException("A row is no epoch.");

    private static double Real(JsonElement json, string name) => Value(json.GetProperty(name));

    private static double Value(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();
}
