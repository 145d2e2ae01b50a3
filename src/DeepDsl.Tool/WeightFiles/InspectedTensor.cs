namespace DeepDsl.Tool.WeightFiles;

/// <summary>An array of a file.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Type">How its values are stored.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Bytes">What it takes in the file.</param>
/// <param name="Statistics">What its values are; null where they were not read, or are no numbers.</param>
internal sealed record InspectedTensor(string Name, string Type, IReadOnlyList<long> Shape, long Bytes, ValueStatistics? Statistics)
{
    public double Values => Shape.Aggregate(1.0, (product, size) => product * size);
}
