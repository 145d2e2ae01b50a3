using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepDsl.Execution;

namespace DeepDsl.Tests.Execution;

public sealed class AlignedBufferTests
{
    [Fact]
    public void Buffers_start_at_a_cache_line_and_stay_there()
    {
        AlignedBuffer[] buffers = [.. Enumerable.Range(0, 40).Select(length => new AlignedBuffer(length, "Test values"))];
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        Assert.All(buffers, b => Assert.Equal(0, Marshal.UnsafeAddrOfPinnedArrayElement(b.At(0).Array, (int)b.At(0).Index) % 64));
    }

    [Fact]
    public void Buffers_and_the_slack_behind_them_are_zero()
    {
        AlignedBuffer buffer = new(21, "Test values");
        Assert.Equal(21, buffer.Span.Length);
        for (int i = 0; i < 21 + AlignedBuffer.Slack; i++)
        {
            Assert.Equal(0, Unsafe.Add(ref buffer.At(0).Reference, i));
        }

        Assert.True(buffer.At(0).Index + 21 + AlignedBuffer.Slack <= buffer.At(0).Array.Length);
    }

    [Fact]
    public void Addresses_are_places_in_the_buffer()
    {
        AlignedBuffer buffer = new(32, "Test values");
        buffer.At(17).Reference = 3;
        Assert.Equal(3, buffer.Span[17]);
        Assert.Equal(1, buffer.Span.ToArray().Count(v => v != 0));
    }

    [Fact]
    public void A_buffer_beyond_an_array_is_an_error_before_anything_is_allocated()
    {
        Exception error = Assert.Throws<InvalidOperationException>(() => new AlignedBuffer(3_000_000_000, "The weights"));
        Assert.Equal(
            $"The weights need 3000000000 floats, but an array holds at most {AlignedBuffer.MostFloats}; use a smaller batch or model.",
            error.Message);
    }
}
