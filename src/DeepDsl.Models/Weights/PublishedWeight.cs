namespace DeepDsl.Models;

/// <summary>What an array of a published file is here.</summary>
/// <param name="Name">Of the array that it is, or is a part of.</param>
internal sealed record PublishedWeight(string Name)
{
    /// <summary>What names the arrays that lie one under another in it; null where it is one.</summary>
    public string[]? Parts { get; init; }

    /// <summary>Whether it is taken where the first part is.</summary>
    public bool IsPart { get; init; }

    /// <summary>Whether its rows are columns here.</summary>
    public bool IsTransposed { get; init; }
}
