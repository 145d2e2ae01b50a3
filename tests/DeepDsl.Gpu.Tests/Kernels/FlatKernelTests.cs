namespace DeepDsl.Gpu.Tests;

public sealed class FlatKernelTests(GpuDevices devices) : GpuTest(devices)
{
    /// <summary>Group size and count: one, a part of a group, exactly one, several with a tail.</summary>
    public static TheoryData<int, int> Sizes => new()
    {
        { 16, 1 }, { 16, 15 }, { 16, 16 }, { 16, 1000 },
        { 256, 1 }, { 256, 15 }, { 256, 256 }, { 256, 1000 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Fill_SetsEveryElement(int groupSize, int count)
    {
        var device = Open(groupSize);
        using var buffer = Upload(device, new float[count]);

        device.Ops.Fill(buffer.View, 2.5f);

        Assert.All(Download(buffer), value => Assert.Equal(2.5f, value));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Fill_OfASubView_LeavesTheRest(int groupSize, int count)
    {
        var device = Open(groupSize);
        using var buffer = Upload(device, new float[count + 2]);

        device.Ops.Fill(buffer.View.SubView(1, count), 1);

        float[] values = Download(buffer);
        Assert.Equal(0, values[0]);
        Assert.All(values[1..^1], value => Assert.Equal(1, value));
        Assert.Equal(0, values[^1]);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Scale_MultipliesEveryElement(int groupSize, int count)
    {
        var device = Open(groupSize);
        float[] start = Random(count, 3);
        using var target = Upload(device, start);

        device.Ops.Scale(target.View, 0.3f);

        Assert.Equal(start.Select(value => value * 0.3f), Download(target));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void AddScaled_AddsTheProduct(int groupSize, int count)
    {
        var device = Open(groupSize);
        float[] start = Random(count, 1), added = Random(count, 2);
        using var target = Upload(device, start);
        using var source = Upload(device, added);

        device.Ops.AddScaled(target.View, source.View, 0.25f);

        Assert.Equal(start.Zip(added, (t, s) => t + 0.25f * s), Download(target));
    }

    /// <summary>Group size, values of a row, and how many of them are taken.</summary>
    [Theory]
    [InlineData(16, 1, 1)]
    [InlineData(16, 7, 7)]
    [InlineData(16, 7, 3)]
    [InlineData(256, 33, 20)]
    public void Gather_TakesTheFirstValuesOfRows(int groupSize, int rowLength, int width)
    {
        var device = Open(groupSize);
        int[] rows = [4, 0, 4, 19, 2];
        float[] values = Random(20 * rowLength, 5);
        values[0] = float.NaN;
        using var source = Upload(device, values);
        using var numbers = Upload(device, [.. rows.Select(BitConverter.Int32BitsToSingle)]);
        using var target = Upload(device, new float[rows.Length * width]);

        device.Ops.Gather(source.View, numbers.View, target.View, rowLength, width);

        Assert.Equal(rows.SelectMany(row => values.Skip(row * rowLength).Take(width)), Download(target));
    }
}
