namespace DeepDsl.Tool.Host;

/// <summary>What is measured.</summary>
/// <param name="Batch">Samples at a time; 0 for those of the model's [Train].</param>
/// <param name="Seconds">For each kind of call, beside the time to get warm.</param>
internal sealed record BenchWork(int Batch, double Seconds);
