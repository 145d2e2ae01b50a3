using DeepDsl.CompilerServices;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>What to say where a device fails, as it does when it is lost; each tells what of the model is left.</summary>
internal static class DeviceFailure
{
    public static InvalidOperationException InRunning(GpuDevice device, NetworkDefinition model, AcceleratorException cause) => new(
        $"{device.Name} failed while it ran {model.Name} ({Listing.Short(cause.Message)}). If its weights can still be read, they are those "
        + "before or after the last update, and can be saved.", cause);

    public static InvalidOperationException InReading(GpuDevice device, NetworkDefinition model, AcceleratorException cause) => new(
        $"{device.Name} no longer gives back what {model.Name} holds there ({Listing.Short(cause.Message)}): go back to a checkpoint, with a "
        + "model on another device.", cause);
}
