using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace DeepDsl.GpuBenchmarks;

/// <summary>Which device all else runs on.</summary>
internal static class DeviceReport
{
    public static int Write(JsonLines lines)
    {
        try
        {
            using GpuDevice device = GpuDevice.Open();
            Accelerator accelerator = device.Accelerator;
            lines.Write(new
            {
                kind = "device", name = device.Name, type = accelerator.AcceleratorType.ToString(), multiprocessors = accelerator.NumMultiprocessors,
                memory_mb = accelerator.MemorySize >> 20, clock_mhz = (accelerator as CudaAccelerator)?.ClockRate / 1000,
                architecture = (accelerator as CudaAccelerator)?.Architecture.ToString(), processors = Environment.ProcessorCount,
            });
            Console.WriteLine($"{device.Name} ({accelerator.AcceleratorType})");
            return 0;
        }
        catch (Exception e)
        {
            lines.Note("device", $"{e.GetType().Name}: {e.Message}".ReplaceLineEndings(" "));
            return 1;
        }
    }
}
