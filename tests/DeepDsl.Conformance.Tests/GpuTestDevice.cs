namespace DeepDsl.Conformance.Tests;

/// <summary>A card where there is one, else ILGPU's CPU accelerator or its stand-in; one for all tests.</summary>
internal static class GpuTestDevice
{
    private static readonly Lazy<GpuDevice> Shared = new(() =>
    {
        AppContext.SetSwitch("DeepDsl.Gpu.AllowEmulation", true);
        return GpuDevice.Open();
    });

    public static GpuDevice Open() => Shared.Value;
}
