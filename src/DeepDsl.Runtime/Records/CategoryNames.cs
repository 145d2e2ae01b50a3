using System.Globalization;

namespace DeepDsl;

/// <summary>The categories of a member: their names, or how many places hashes have.</summary>
internal sealed class CategoryNames
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public CategoryNames(string[] names)
    {
        Names = names;
        Declaration = Listing.Quoted(names) + (names.Length > 10 ? " " + TextHash.Of(string.Join('\n', names)).ToString("x8", CultureInfo.InvariantCulture) : "");
        for (int i = 0; i < names.Length; i++)
        {
            _places[names[i]] = i;
        }
    }

    /// <param name="hashes">How many places.</param>
    public CategoryNames(int hashes)
    {
        Names = [.. Enumerable.Range(0, hashes).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        Declaration = string.Create(CultureInfo.InvariantCulture, $"{hashes} hashes");
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>All of them in few letters.</summary>
    public string Declaration { get; }

    /// <summary>-1 for none of them.</summary>
    public int PlaceOf(string? text) => text != null && _places.TryGetValue(text, out int place) ? place : -1;
}
