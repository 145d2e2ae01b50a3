namespace ILGPU.Runtime.CPU;

public sealed class CPUDevice : Device
{
    /// <summary>ILGPU's own default: 4 warps of 4.</summary>
    public static readonly CPUDevice Default = new(4, 4, 1);

    public CPUDevice(int numThreadsPerWarp, int numWarpsPerMultiprocessor, int numMultiprocessors)
    {
        Name = "CPUAccelerator";
        AcceleratorType = AcceleratorType.CPU;
        MemorySize = int.MaxValue;
        WarpSize = numThreadsPerWarp;
        MaxNumThreadsPerGroup = numThreadsPerWarp * numWarpsPerMultiprocessor;
        NumMultiprocessors = numMultiprocessors;
        // ILGPU's CPU accelerator has no limit here; the limit of the GPUs that matter finds the kernel that would not start there.
        MaxSharedMemoryPerGroup = 48 * 1024;
    }

    public override Accelerator CreateAccelerator(Context context) => new CPUAccelerator(context, this);
}
