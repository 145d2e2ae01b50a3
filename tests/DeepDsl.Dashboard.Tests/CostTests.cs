using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Dashboards;

/// <summary>Who watches changes nothing and costs next to nothing.</summary>
public sealed class CostTests
{
    [Fact]
    public void Weights_have_the_bits_of_a_fit_that_nobody_watches()
    {
        int[] Fit(params Callback[] callbacks)
        {
            TinyNet net = new(seed: 1);
            net.Fit(FitData.Make(40), new FitOptions { Epochs = 20, Callbacks = callbacks, Messages = _ => { } });
            return net.Bits();
        }

        using Dashboard dashboard = new() { Between = TimeSpan.Zero };
        Assert.Equal(Fit(), Fit(dashboard));
    }

    /// <summary>Looking at each update included; on the thread that trains, where those of servers do not count.</summary>
    [Fact]
    public void A_warm_update_allocates_nothing_more()
    {
        using Dashboard dashboard = new() { Between = TimeSpan.Zero };
        Assert.Equal(0, Allocated(dashboard));
    }

    private static long Allocated(params Callback[] callbacks)
    {
        long before = 0;
        long fewest = long.MaxValue;
        LambdaCallback count = new()
        {
            BatchEnd = context =>
            {
                if (context.Batch % 500 == 0)
                {
                    long now = GC.GetAllocatedBytesForCurrentThread();
                    fewest = context.Batch > 500 ? Math.Min(fewest, now - before) : fewest;
                    before = GC.GetAllocatedBytesForCurrentThread();
                }
            },
        };
        new TinyNet(seed: 1).Fit(
            FitData.Make(8 * 4000), new FitOptions { Epochs = 1, Callbacks = [.. callbacks, count], Messages = _ => { } });
        return fewest;
    }

    [Fact]
    public void Looks_that_take_long_are_seldom()
    {
        long second = System.Diagnostics.Stopwatch.Frequency;
        Pace pace = new(TimeSpan.FromSeconds(0.1));
        Assert.True(pace.IsDue(0));
        pace.Looked(0, 5 * second); // compiled meanwhile
        Assert.False(pace.IsDue((5 * second) + (second / 11)));
        Assert.True(pace.IsDue((5 * second) + (second / 9)));
        pace.Looked(6 * second, 7 * second);
        Assert.False(pace.IsDue(106 * second));
        Assert.True(pace.IsDue(108 * second));
        pace.Looked(110 * second, 190 * second); // something else ran meanwhile
        Assert.False(pace.IsDue(289 * second));
        Assert.True(pace.IsDue(291 * second));
    }
}
