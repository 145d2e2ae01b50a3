using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Dashboards;

/// <summary>The code of docs/monitoring.md about a page in a browser.</summary>
public sealed class MonitoringPageTests
{
    [Fact]
    public void A_fit_has_a_page()
    {
        Dataset validation = FitData.Make(10);

        // <fit>
        FitOptions options = new() { Epochs = 5, Validation = validation, Callbacks = [new Dashboard(5005)] };
        // </fit>

        Assert.Null(Assert.IsType<Dashboard>(options.Callbacks[0]).Address);
        using Dashboard free = new();
        List<string> lines = [];
        new TinyNet(seed: 1).Fit(FitData.Make(20), options with { Callbacks = [free], Messages = lines.Add });
        Assert.Equal([$"Dashboard: {free.Address}"], lines);
    }

    [Fact]
    public void A_loop_by_hand_has_one_too()
    {
        TinyNet net = new(seed: 1);
        (float[] x, int[] y) = (FitData.Make(8).InputArray(), FitData.Make(8).LabelArray());
        TextWriter console = Console.Out;
        Console.SetOut(TextWriter.Null);

        // <loop>
        using Dashboard dashboard = new();
        Console.WriteLine(dashboard.Start());
        for (int step = 0; step < 1000; step++)
        {
            float loss = net.TrainStep(x, y);
            if (!dashboard.Step(net, loss, samples: y.Length))
            {
                break;
            }
        }
        dashboard.End();
        // </loop>

        Console.SetOut(console);
        Assert.Equal(1000, net.Step);
    }
}
