namespace DeepDsl.GpuBenchmarks.Timing;

/// <summary>How much of it to do.</summary>
/// <param name="Budget">After which no further part is begun.</param>
/// <param name="Seconds">Of each timing.</param>
/// <param name="CheckBatch">Samples of the comparisons with the CPU.</param>
/// <param name="CheckSteps">Training steps that must follow the CPU's.</param>
/// <param name="LearningSteps">Training steps after which the loss must have fallen.</param>
internal sealed record BenchmarkSize(TimeSpan Budget, double Seconds, int CheckBatch, int CheckSteps, int LearningSteps)
{
    public static BenchmarkSize Of(TimeSpan budget, bool emulate) =>
        emulate ? new(budget, 0.1, 2, 1, 1) : new(budget, 0.4, 16, 5, 30);
}
