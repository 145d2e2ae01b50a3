using System.Text.Json;

namespace DeepDsl;

/// <summary>Spaces and points as JSON, with every number as it is.</summary>
internal static class StoredPoint
{
    public static void Write(Utf8JsonWriter json, SearchSpace space)
    {
        json.WriteStartArray();
        foreach (SearchDimension dimension in space.Dimensions)
        {
            json.WriteStartObject();
            json.WriteString("name", dimension.Name);
            json.WriteString("kind", dimension.Kind.ToString());
            if (dimension.Kind is SearchDimensionKind.Real or SearchDimensionKind.Integer)
            {
                json.WriteNumber("low", dimension.Low);
                json.WriteNumber("high", dimension.High);
                json.WriteBoolean("log", dimension.Log);
            }
            else
            {
                json.WriteStartArray("values");
                for (int i = 0; i < dimension.Count; i++)
                {
                    Write(json, dimension.Kind == SearchDimensionKind.Number ? dimension.Numbers[i] : dimension.Texts[i]);
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static SearchSpace ReadSpace(JsonElement element) => new([.. element.EnumerateArray().Select(ReadDimension)]);

    public static void Write(Utf8JsonWriter json, SearchPoint point)
    {
        json.WriteStartArray();
        foreach (object value in point.Values)
        {
            Write(json, value);
        }
        json.WriteEndArray();
    }

    public static SearchPoint Read(JsonElement element, SearchSpace space) => space.Point(
        [.. element.EnumerateArray().Select((value, i) => (space.Dimensions[i].Name, Read(value, space.Dimensions[i].Kind)))]);

    public static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }

    private static object Read(JsonElement value, SearchDimensionKind kind) => kind switch
    {
        SearchDimensionKind.Integer => value.GetInt64(),
        SearchDimensionKind.Text => value.GetString()!,
        _ => value.GetDouble(),
    };

    private static SearchDimension ReadDimension(JsonElement element)
    {
        string name = JsonLine.Text(element, "name");
        double Bound(string which) => element.GetProperty(which).GetDouble();
        bool IsLog() => element.GetProperty("log").GetBoolean();
        IEnumerable<JsonElement> Values() => element.GetProperty("values").EnumerateArray();
        return Enum.Parse<SearchDimensionKind>(JsonLine.Text(element, "kind")) switch
        {
            SearchDimensionKind.Real => SearchDimension.Real(name, Bound("low"), Bound("high"), IsLog()),
            SearchDimensionKind.Integer => SearchDimension.Integer(name, (long)Bound("low"), (long)Bound("high"), IsLog()),
            SearchDimensionKind.Number => SearchDimension.Choice(name, [.. Values().Select(v => v.GetDouble())]),
            _ => SearchDimension.Choice(name, [.. Values().Select(v => v.GetString()!)]),
        };
    }
}
