namespace DeepDsl.Generator.Tests.Reliability;

/// <summary>Tests that measure the processor time of the process run beside no others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
