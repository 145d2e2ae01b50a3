namespace DeepDsl.GpuBenchmarks.Conformance;

/// <summary>What a worker says of a case.</summary>
/// <param name="Index">Among the worker's cases.</param>
/// <param name="Name">Of the case.</param>
/// <param name="IsBegin">It begins; otherwise it has ended.</param>
/// <param name="Failure">Null where it passed.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record WorkerMessage(int Index, string Name, bool IsBegin, string? Failure, double Milliseconds);
