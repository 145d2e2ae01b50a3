using System.Globalization;
using System.Text.Json;

namespace DeepDsl;

/// <summary>The first line of a stored search: all that its trials follow from.</summary>
internal sealed record SearchHeader(SearchSpace Space, string Searcher, string Pruner, bool Maximize, int Seed, int Epochs, string First)
{
    private const string Format = "deepdsl search 1";

    public static SearchHeader Of(SearchSpace space, Searcher searcher, SearchOptions options) => new(
        space,
        searcher.Description,
        options.Pruner?.Description ?? "none",
        options.Maximize,
        options.Seed,
        options.Epochs,
        string.Join("; ", options.First));

    public static SearchHeader Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        string format = JsonLine.Text(root, "format");
        return format != Format
            ? throw new FormatException($"its format is '{Listing.Short(format)}' instead of '{Format}'.")
            : new(
                StoredPoint.ReadSpace(root.GetProperty("space")),
                JsonLine.Text(root, "searcher"),
                JsonLine.Text(root, "pruner"),
                root.GetProperty("maximize").GetBoolean(),
                root.GetProperty("seed").GetInt32(),
                root.GetProperty("epochs").GetInt32(),
                JsonLine.Text(root, "first"));
    }

    public string Line() => JsonLine.Of(json =>
    {
        json.WriteString("format", Format);
        json.WritePropertyName("space");
        StoredPoint.Write(json, Space);
        json.WriteString("searcher", Searcher);
        json.WriteString("pruner", Pruner);
        json.WriteBoolean("maximize", Maximize);
        json.WriteNumber("seed", Seed);
        json.WriteNumber("epochs", Epochs);
        json.WriteString("first", First);
    });

    /// <summary>Throws where the stored search is another one.</summary>
    public void CheckIs(SearchHeader stored, string path)
    {
        if (!Space.Equals(stored.Space))
        {
            IEnumerable<SearchDimension> other = Space.Dimensions.Except(stored.Space.Dimensions);
            IEnumerable<SearchDimension> then = stored.Space.Dimensions.Except(Space.Dimensions);
            throw Another(
                other.Any() || then.Any() ? $"the settings ({Of(then)})" : "its settings in another order",
                other.Any() || then.Any() ? $"({Of(other)})" : "these");
        }
        Same("Searcher", stored.Searcher, Searcher);
        Same("Pruner", stored.Pruner, Pruner);
        Same("Maximize", stored.Maximize, Maximize);
        Same("Seed", stored.Seed, Seed);
        Same("Epochs", stored.Epochs, Epochs);
        Same("First", stored.First, First);

        void Same<T>(string what, T then, T now)
        {
            if (!Equals(then, now))
            {
                throw Another(
                    $"{what} = {Listing.Short(Convert.ToString(then, CultureInfo.InvariantCulture)!)}",
                    Listing.Short(Convert.ToString(now, CultureInfo.InvariantCulture)!));
            }
        }

        InvalidOperationException Another(string then, string now) => new(
            $"{path} holds a search with {then}, but this one has {now}. Give the same to go on, or name another folder.");
    }

    private static string Of(IEnumerable<SearchDimension> dimensions) =>
        dimensions.Any() ? string.Join("; ", dimensions.Take(3)) : "without those";
}
