namespace DeepDsl.Report;

/// <summary>A layer or an input as the diagram knows it.</summary>
/// <param name="Path">Names of the blocks around it and its own, with dots between.</param>
/// <param name="Kind">What it is, as it is declared.</param>
/// <param name="Shape">Of what it gives.</param>
/// <param name="Reads">Numbers of those that it reads, all smaller than its own.</param>
internal sealed record LayerBox(string Path, string Kind, string Shape, IReadOnlyList<int> Reads);
