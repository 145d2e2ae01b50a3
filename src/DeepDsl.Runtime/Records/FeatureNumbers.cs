using System.Text;
using System.Text.Json;

namespace DeepDsl;

/// <summary>The numbers that were fitted to records, which a model keeps with its weights.</summary>
/// <param name="declaration">What they belong to: a line for each member.</param>
/// <param name="records">To how many records they were fitted.</param>
/// <param name="values">Those of each member.</param>
internal sealed class FeatureNumbers(string declaration, int records, double[][] values)
{
    /// <summary>Of files: where their text is kept.</summary>
    public const string Key = "deepdsl.features";

    private const string DeclarationKey = "declaration";
    private const string RecordsKey = "records";
    private const string ValuesKey = "values";

    public string Declaration { get; } = declaration;

    public int Records { get; } = records;

    public ReadOnlySpan<double> this[int member] => values[member];

    public int Members => values.Length;

    public bool SameAs(FeatureNumbers other) => Declaration == other.Declaration && Records == other.Records
        && Members == other.Members && Enumerable.Range(0, Members).All(m => this[m].SequenceEqual(other[m]));

    public string Write()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            json.WriteString(DeclarationKey, Declaration);
            json.WriteNumber(RecordsKey, Records);
            json.WriteStartArray(ValuesKey);
            foreach (double[] member in values)
            {
                json.WriteStartArray();
                foreach (double value in member)
                {
                    json.WriteNumberValue(value);
                }
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <param name="text">What <see cref="Write"/> gave.</param>
    /// <param name="file">Where it was found.</param>
    public static FeatureNumbers Read(string text, string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            double[][] values = [.. root.GetProperty(ValuesKey).EnumerateArray().Select(m => m.EnumerateArray().Select(Finite).ToArray())];
            return new(root.GetProperty(DeclarationKey).GetString() ?? "", root.GetProperty(RecordsKey).GetInt32(), values);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"{file}: what it says of its features is damaged: {e.Message} Save the model again.", e);
        }
    }

    /// <summary>The first line that differs from another declaration, in both.</summary>
    public string DifferenceFrom(string other)
    {
        (string[] mine, string[] others) = (Declaration.Split('\n'), other.Split('\n'));
        int line = 0;
        while (line < mine.Length && line < others.Length && mine[line] == others[line])
        {
            line++;
        }
        return $"{Line(mine)} against {Line(others)}";

        string Line(string[] lines) => line < lines.Length ? $"'{Listing.Short(lines[line])}'" : "nothing more";
    }

    private static double Finite(JsonElement element) => element.GetDouble() is var value && double.IsFinite(value)
        ? value : throw new FormatException("a number is not finite.");
}
