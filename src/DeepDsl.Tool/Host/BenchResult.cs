namespace DeepDsl.Tool.Host;

/// <summary>What was measured.</summary>
/// <param name="Device">With its threads and registers, in the words of the library.</param>
/// <param name="Runtime">The .NET that ran it.</param>
/// <param name="One">Predictions of one sample.</param>
/// <param name="Batch">Predictions of a batch.</param>
/// <param name="Step">Training steps on a batch; null for a model without a loss.</param>
internal sealed record BenchResult(string Device, string Runtime, BenchTimes One, BenchTimes Batch, BenchTimes? Step);
