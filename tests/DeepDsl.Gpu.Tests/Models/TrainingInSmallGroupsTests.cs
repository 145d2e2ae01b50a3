namespace DeepDsl.Gpu.Tests;

public sealed class TrainingInSmallGroupsTests(GpuDevices devices) : TrainingTests(devices, GpuDevices.CardOrSmallGroup);
