namespace DeepDsl;

/// <summary>Adds <c>Device.Gpu()</c>.</summary>
public static class DeviceExtensions
{
    extension(Device)
    {
        /// <summary>A graphics card; equal numbers give the same device. Before C# 14 write <c>GpuDevice.Open()</c>.</summary>
        /// <param name="index">Which one, of several: CUDA first, then OpenCL, the largest memory first.</param>
        /// <exception cref="InvalidOperationException">There is no such card.</exception>
        public static Device Gpu(int index = 0) => GpuDevice.Shared(index);
    }
}
