namespace DeepDsl.Gpu.Tests;

[Trait("Category", "Sweep")]
public sealed class TrainingInLargeGroupsTests(GpuDevices devices) : TrainingTests(devices, GpuDevices.LargeGroup);
