namespace DeepDsl.Report;

/// <summary>A buffer of the arena: where it lies, and from which step to which it is needed.</summary>
/// <param name="Name">What it holds, as generated code calls it.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="First">The step that writes it.</param>
/// <param name="Last">The last that reads it.</param>
internal sealed record MemoryLife(string Name, long Start, long Bytes, int First, int Last);
