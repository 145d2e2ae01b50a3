using DeepDsl.Gpu.Cuda;

namespace DeepDsl.Gpu.Tests;

public sealed class CudaDriverTests
{
    [Fact]
    public void WithoutADriver_FailsAsDevicesExpect()
    {
        CudaDriver.Prepare();
        CudaDriver.Prepare();

        var error = Record.Exception(() => CudaDriver.Check(CudaDriver.cuEventQuery(0), "cuEventQuery"));

        Assert.True(error is not null && GpuDevice.IsOfDriver(error), $"{error}");
    }

    [Fact]
    public void Error_NamesCallAndNumber()
    {
        var error = Assert.Throws<CudaDriverException>(() => CudaDriver.Check(901, "cuStreamEndCapture"));

        Assert.Equal("cuStreamEndCapture gave CUDA error 901", error.Message);
        CudaDriver.Check(CudaDriver.Success, "cuStreamEndCapture");
    }
}
