namespace DeepDsl;

/// <summary>What layers take that go through a signal piece by piece.</summary>
/// <param name="size">Numbers of a piece.</param>
public abstract class FramesAttribute(int size) : LayerAttribute
{
    /// <summary>Numbers of a piece.</summary>
    public int Size { get; } = size;

    /// <summary>How far pieces begin from one another; 0 for a quarter of a piece.</summary>
    public int Hop { get; set; }

    /// <summary>What the numbers of a piece are multiplied by.</summary>
    public SignalWindow Window { get; set; }

    /// <summary>
    /// Whether pieces lie around multiples of Hop, the signal being reflected at both ends: there are 1 + N / Hop of them (for an even Size).
    /// Otherwise the first begins with the signal, and there are 1 + (N - Size) / Hop.
    /// </summary>
    public bool Center { get; set; } = true;
}
