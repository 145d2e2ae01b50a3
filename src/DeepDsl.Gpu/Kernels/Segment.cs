namespace DeepDsl.Gpu.Kernels;

/// <summary>A piece of a parameter in the flat buffers, for one group to add up.</summary>
internal readonly record struct Segment(int Start, int Length, int Parameter);

/// <summary>Which segments a parameter consists of.</summary>
internal readonly record struct SegmentRange(int First, int Count);
