namespace DeepDsl;

/// <summary>
/// Dimensions that are set at run time, for the attributes of a model: <c>[Input(Dim.T, 16), Extent(Dim.T, Max = 256)]</c>. They are read
/// from the source, so each is written by itself: sizes such as T - 2 follow from the layers.
/// </summary>
public static class Dim
{
    /// <summary>Steps of a sequence.</summary>
    public const int T = -1_000_001;

    /// <summary>Steps of a second sequence, as that of a source which is translated.</summary>
    public const int S = -1_000_002;

    /// <summary>Nodes of a graph.</summary>
    public const int Nodes = -1_000_003;

    /// <summary>Edges of a graph.</summary>
    public const int Edges = -1_000_004;
}
