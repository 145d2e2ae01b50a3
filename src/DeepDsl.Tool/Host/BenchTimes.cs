namespace DeepDsl.Tool.Host;

/// <summary>Milliseconds of one kind of call. Calls are timed in runs of several, since a clock takes time of its own.</summary>
/// <param name="Samples">Of a call.</param>
/// <param name="Median">That of the runs.</param>
/// <param name="Fastest">Of the fastest run.</param>
/// <param name="Slowest">Of the slowest run.</param>
/// <param name="Calls">All that were timed.</param>
/// <param name="AllocatedBytes">Of a call, on all threads, in the run that allocated least.</param>
internal sealed record BenchTimes(int Samples, double Median, double Fastest, double Slowest, long Calls, long AllocatedBytes);
