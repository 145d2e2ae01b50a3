using DeepDsl.CompilerServices;
using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Optimizers;

public sealed class ParameterGroupTests
{
    private static readonly Dataset Data = FitData.Make(60);

    public static TheoryData<Optimizer> Optimizers() => [.. Enum.GetValues<Optimizer>()];

    /// <summary>Which the tests against PyTorch hold to its values: so a factor is the rate of a parameter group there.</summary>
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_factor_moves_a_parameter_as_that_rate_would_move_all(Optimizer optimizer)
    {
        FlatModel factors = Run(1, 1, net =>
        {
            net.Parameters[0].LearningRate = 0.25;
            net.Group("p1").LearningRate(2).WeightDecay(0.5);
        });
        Assert.Equal(Bits(Run(0.25, 1), 0), Bits(factors, 0));
        Assert.Equal(Bits(Run(2, 0.5), 1), Bits(factors, 1));
        Assert.Equal(Bits(Run(1, 1), 2), Bits(factors, 2));
        Assert.NotEqual(Bits(Run(1, 1), 0), Bits(factors, 0));

        FlatModel Run(double rate, double decay, Action<FlatModel>? set = null)
        {
            FlatModel net = new(FlatModel.Define([FlatModel.Vector("p0", 5), FlatModel.Vector("p1", 9000), FlatModel.Vector("p2", 17)]), 1);
            (net.Training.Optimizer, net.Training.LearningRate, net.Training.WeightDecay) = (optimizer, 0.125 * rate, 0.0625 * decay);
            set?.Invoke(net);
            Random random = new(3);
            foreach (Parameter parameter in net.Parameters)
            {
                Fill(parameter.Edit(), random);
            }
            for (int step = 0; step < 4; step++)
            {
                foreach (Parameter parameter in net.Parameters)
                {
                    Fill(net.Gradients[parameter], random);
                }
                net.Update();
            }
            return net;
        }
    }

    [Fact]
    public void The_declared_factor_is_where_a_parameter_starts()
    {
        TinyMlp net = new(TinyMlp.Define(edit: p => p.Name == "dense1.weight" ? p with { LearningRate = 0 } : p));
        Assert.Equal([0, 1, 1, 1], net.Parameters.Select(p => p.LearningRate));
        float[][] before = [.. net.Parameters.Select(p => p.Value.ToArray())];
        net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets);
        Assert.Equal(before[0], net.Parameters[0].Value.ToArray());
        Assert.NotEqual(before[2], net.Parameters[2].Value.ToArray());
    }

    [Fact]
    public void Groups_set_what_the_page_says()
    {
        TinyMlp net = new();
        // <groups>
        net.Group("dense1.*").LearningRate(0.1).WeightDecay(0.5);
        net.Group("*.bias").WeightDecay(0);
        net.Group("dense2.*").Freeze();
        // </groups>
        Assert.Equal([0.1, 0.1, 1, 1], net.Parameters.Select(p => p.LearningRate));
        Assert.Equal([0.5, 0, 1, 0], net.Parameters.Select(p => p.WeightDecay));
        Assert.Equal([false, false, true, true], net.Parameters.Select(p => p.Frozen));
    }

    [Fact]
    public void Names_match_by_pattern()
    {
        TinyMlp net = new();
        Assert.Equal(["dense1.weight", "dense1.bias"], net.Group("dense1.*").Parameters.Select(p => p.Name));
        Assert.Equal("*.bias: 'dense1.bias', 'dense2.bias'", net.Group("*.bias").Freeze().ToString());
        Assert.Equal([false, true, false, true], net.Parameters.Select(p => p.Frozen));
        net.Group("*").Freeze(false);
        Assert.DoesNotContain(net.Parameters, p => p.Frozen);
        Assert.StartsWith(
            "No parameter of TinyMlp matches 'dens1.*'; there are 'dense1.weight', 'dense1.bias', 'dense2.weight', 'dense2.bias'.",
            Assert.Throws<ArgumentException>(() => net.Group("dens1.*")).Message);
        Assert.StartsWith(
            "LearningRate of parameter 'dense1.weight' takes a finite factor of at least 0, found -1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => net.Parameters[0].LearningRate = -1).Message);
    }

    [Fact]
    public void Groups_thaw_one_after_the_other_also_over_a_resume()
    {
        TinyClassifier straight = new(seed: 1);
        List<string> frozen = [];
        FitOptions options = new() { Epochs = 5, BatchSize = 30, Callbacks = [Thawing(), Watch()] };
        straight.Fit(Data, options);
        Assert.Equal(["11", "11", "11", "11", "10", "10", "10", "10", "00", "00"], frozen);

        TinyClassifier resumed = new(seed: 1);
        LambdaCallback stop = new() { BatchEnd = c => { if (c.Step == 5) { c.Stop("enough"); } } };
        resumed.Fit(Data, options with { Callbacks = [Thawing(), stop] });
        resumed.Group("*").Freeze(false);
        resumed.Fit(Data, options with { Callbacks = [Thawing()], Resume = true });
        Assert.Equal(straight.Bits(), resumed.Bits());

        static GradualUnfreezing Thawing() => new(["dense1.bias", "dense1.weight"]) { EveryEpochs = 2 };

        LambdaCallback Watch() =>
            new() { BatchEnd = c => frozen.Add(string.Concat(c.Network.Parameters.Select(p => p.Frozen ? '1' : '0'))) };
    }

    private static void Fill(Span<float> values, Random random)
    {
        foreach (ref float value in values)
        {
            value = (float)((2 * random.NextDouble()) - 1);
        }
    }

    private static int[] Bits(FlatModel net, int parameter) =>
        [.. net.Parameters[parameter].Value.ToArray().Select(BitConverter.SingleToInt32Bits)];
}
