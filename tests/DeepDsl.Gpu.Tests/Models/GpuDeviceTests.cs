using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Tests;

public sealed class GpuDeviceTests
{
    [Fact]
    public void Gpu_IsACardOrSaysWhatWasFound()
    {
        bool emulates = true;
        var error = Record.Exception(() =>
        {
            using var device = GpuDevice.Open();
            emulates = device.IsEmulation;
        });

        Assert.True(
            error is null ? !emulates
                : error.Message == "No CUDA or OpenCL device found; found only the CPU. Install the card's driver, or use Device.Cpu().",
            error?.Message ?? "ILGPU's CPU accelerator was given out as a graphics card.");
    }

    [Fact]
    public void Open_WithTheSwitchForTests_EmulatesOnTheCpu()
    {
        AppContext.SetSwitch(GpuDevice.EmulationSwitch, true);
        try
        {
            using var device = GpuDevice.Open();

            Assert.NotEqual("", device.Name);
            Assert.Equal(device.Name, device.ToString());
        }
        finally
        {
            AppContext.SetSwitch(GpuDevice.EmulationSwitch, false);
        }
    }

    [Fact]
    public void Emulation_IsCalledThat()
    {
        using var device = GpuDevice.OpenEmulation();

        Assert.True(device.IsEmulation);
    }

    [Fact]
    public void NegativeIndex_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => GpuDevice.Open(-1));

    [Fact]
    public void GroupsTooSmallForTheKernels_AreRefused()
    {
        var error = Assert.Throws<NotSupportedException>(() => GpuDevice.OpenEmulation(2, 4));

        Assert.Contains("groups of at most 8 threads; the kernels need 16", error.Message);
    }

    [Fact]
    public void KernelThatDoesNotCompile_IsNamedAndEndsTheDevice()
    {
        using var device = GpuDevice.OpenEmulation();
        using var buffer = new GpuBuffer(device, 1);

        var first = Assert.Throws<InvalidOperationException>(() => device.Launch(Broken, device.Ops.Flat(1), buffer.View));
        var second = Assert.Throws<InvalidOperationException>(() => device.Ops.Fill(buffer.View, 1));

        Assert.Contains("can't compile the kernel GpuDeviceTests.Broken", first.Message);
        Assert.Contains("since GpuDeviceTests.Broken failed to compile. What it holds can still be read and saved; open a new device", second.Message);
    }

    private static void Broken(ILGPU.ArrayView<float> values) => values[0] = new object().GetHashCode();
}
