using System.Runtime.CompilerServices;

namespace DeepDsl.Gpu.Tests;

public sealed class HostBufferTests(GpuDevices devices) : GpuTest(devices)
{
    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(5000)]
    public void Buffer_HasPagesOfItsOwn(int length)
    {
        using HostBuffer buffer = new(Open(16));

        buffer.Grow(length);

        Assert.True(buffer.Span.Length >= length);
        Assert.Equal(0, buffer.Span.Length * sizeof(float) % Environment.SystemPageSize);
        Assert.Equal(0, Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref buffer.Span[0]) % Environment.SystemPageSize);
    }

    [Fact]
    public void Values_GoUpFromWhereTheyAreAndComeBack()
    {
        var device = Open(16);
        using HostBuffer buffer = new(device);
        using var memory = Upload(device, new float[4]);
        buffer.Grow(2000);
        ((ReadOnlySpan<float>)[1, 2, 3]).CopyTo(buffer.Span[1500..]);

        buffer.Upload(device.Stream, 1500, memory.View.SubView(1, 3));

        Assert.Equal([0, 1, 2, 3], buffer.Download(memory.View).ToArray());
    }

    [Fact]
    public void ValuesThatWereRead_OutliveTheirBuffer()
    {
        var device = Open(16);
        using var memory = Upload(device, [5, 6, 7]);

        var values = Read(device, memory);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // Takes the place of what was collected.
        float[][] others = [.. Enumerable.Range(0, 100).Select(_ => GC.AllocateArray<float>(2048, pinned: true))];

        Assert.Equal([5, 6, 7], values.ToArray());
        GC.KeepAlive(others);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlySpan<float> Read(GpuDevice device, GpuBuffer memory)
    {
        HostBuffer buffer = new(device);
        buffer.Grow(3);
        return buffer.Download(memory.View);
    }
}
