using System.Buffers;
using System.Text.Json;

namespace DeepDsl;

/// <summary>What pages ask for again and again. A number that JSON does not know (not a number, infinite) is null.</summary>
internal static class RunJson
{
    /// <summary>Before the first training.</summary>
    public static ReadOnlyMemory<byte> Waiting { get; } = """{"run":0,"cursor":""}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Of(RunCopy copy)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("run", copy.Record.Number);
            json.WriteString("cursor", copy.Cursor.ToString());
            json.WriteString("model", copy.Record.Model);
            json.WriteString("device", copy.Record.Device);
            json.WriteNumber("parameters", copy.Record.Parameters);
            WriteStatus(json, copy);
            WriteSeries(json, "steps", RunRecord.StepColumns, copy.Steps);
            WriteSeries(json, "epochs", copy.EpochColumns, copy.Epochs);
            WriteLayers(json, copy);
            json.WriteStartObject("lines");
            json.WriteNumber("from", copy.FirstLine);
            WriteTexts(json, "texts", copy.Lines);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void WriteStatus(Utf8JsonWriter json, RunCopy copy)
    {
        RunStatus status = copy.Status;
        json.WriteStartObject("status");
#pragma warning disable CA1308 // names on the page
        json.WriteString("phase", status.Phase.ToString().ToLowerInvariant());
#pragma warning restore CA1308
        json.WriteString("reason", status.Reason);
        json.WriteNumber("epoch", status.Epoch);
        json.WriteNumber("epochs", status.Epochs);
        json.WriteNumber("batch", status.Batch);
        json.WriteNumber("batches", status.Batches);
        json.WriteNumber("step", status.Step);
        WriteNumber(json, "loss", status.Loss);
        WriteNumber(json, "rate", status.LearningRate);
        WriteNumber(json, "baseRate", status.BaseRate);
        WriteNumber(json, "speed", status.Speed);
        json.WriteString("speedUnit", copy.Record.SpeedUnit);
        WriteNumber(json, "remaining", status.Remaining);
        WriteNumber(json, "seconds", status.Seconds);
        json.WriteEndObject();
    }

    private static void WriteSeries(Utf8JsonWriter json, string name, string[] columns, SeriesPart part)
    {
        json.WriteStartObject(name);
        WriteTexts(json, "columns", columns);
        json.WriteNumber("from", part.From);
        json.WriteStartArray("rows");
        for (int row = 0; row < part.Rows; row++)
        {
            json.WriteStartArray();
            foreach (double value in part.Row(row))
            {
                WriteValue(json, value);
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLayers(Utf8JsonWriter json, RunCopy copy)
    {
        json.WriteStartArray("layers");
        for (int i = 0; i < copy.Norms.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", copy.Record.Layers[i]);
            WriteNumber(json, "norm", copy.Norms[i]);
            json.WriteNumber("units", copy.Record.Units[i]);
            WriteNumber(json, "dead", copy.Dead[i] < 0 ? double.NaN : copy.Dead[i]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, string[] texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        WriteValue(json, value);
    }

    private static void WriteValue(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
