using DeepDsl.Compiler.Optimizers;
using DeepDsl.Compiler.Tests.Optimizers;
using DeepDsl.CompilerServices;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Optimizers;

public sealed class OptimizerTests
{
    /// <summary>More than one segment of the parallel pass, and no multiple of a register.</summary>
    private const int Large = 20_003;

    public static TheoryData<Optimizer> Kinds => [.. Enum.GetValues<Optimizer>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Large_parameters_move_as_in_double_for_any_number_of_threads(Optimizer kind)
    {
        float[]? first = null;
        foreach (int threads in new[] { 1, 2, 4 })
        {
            FlatModel net = Model(kind, threads);
            double[] expected = [.. net.Parameters[0].Value.ToArray().Select(w => (double)w)];
            Dictionary<string, double> settings = new() { ["LearningRate"] = 0.01, ["WeightDecay"] = 0.05 };
            OptimizerRun reference = new(OptimizerTable.Find(kind.ToString())!, settings, expected);
            for (int step = 0; step < 5; step++)
            {
                Fill(net.Gradients[net.Parameters[0]], step);
                reference.Step([.. net.Gradients[net.Parameters[0]].ToArray().Select(g => (double)g)]);
                net.Update();
            }

            float[] actual = net.Parameters[0].Value.ToArray();
            for (int i = 0; i < Large; i++)
            {
                bool close = Math.Abs(expected[i] - actual[i]) <= 1e-5;
                Assert.True(close, $"{threads} threads, [{i}]: expected {expected[i]:R}, found {actual[i]:R}");
            }

            first ??= actual;
            Assert.Equal(first, actual);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Frozen_and_untrainable_parameters_stay(Optimizer kind)
    {
        FlatModel net = new(
            FlatModel.Vector("free", 5, Init.Ones), FlatModel.Vector("frozen", 5, Init.Ones),
            FlatModel.Vector("fixed", 5, Init.Ones) with { Trainable = false, MaxNorm = 0.5f });
        net.Training.Optimizer = kind;
        net.Training.WeightDecay = 0.1;
        net.Parameter("frozen").Frozen = true;
        net.Gradients.All.Fill(1);
        net.Update();
        Assert.All(net.Parameter("free").Value.ToArray(), w => Assert.NotEqual(1, w));
        Assert.All(net.Parameter("frozen").Value.ToArray(), w => Assert.Equal(1, w));
        Assert.All(net.Parameter("fixed").Value.ToArray(), w => Assert.Equal(1, w));

        net.Parameter("frozen").Frozen = false;
        net.Update();
        Assert.All(net.Parameter("frozen").Value.ToArray(), w => Assert.NotEqual(1, w));
    }

    [Theory]
    [InlineData(Optimizer.SGD)]
    [InlineData(Optimizer.AdamW)]
    public void Decay_spares_biases_when_told_to(Optimizer kind)
    {
        FlatModel net = new(FlatModel.Vector("weight", 5, Init.Ones), FlatModel.Vector("bias", 5, Init.Ones) with { Decays = false });
        net.Training.Optimizer = kind;
        net.Training.WeightDecay = 0.1;
        net.Training.DecayBiases = false;
        net.Update();
        Assert.All(net.Parameter("weight").Value.ToArray(), w => Assert.Equal(0.99f, w, 1e-6f));
        Assert.All(net.Parameter("bias").Value.ToArray(), w => Assert.Equal(1, w));

        net.Training.DecayBiases = true;
        net.Update();
        Assert.All(net.Parameter("bias").Value.ToArray(), w => Assert.Equal(0.99f, w, 1e-6f));
    }

    [Fact]
    public void Frozen_parameters_do_not_count_in_the_common_norm()
    {
        FlatModel net = new(FlatModel.Vector("free", 1), FlatModel.Vector("frozen", 1));
        net.Training.LearningRate = 1;
        net.Training.ClipNorm = 3;
        net.Parameter("frozen").Frozen = true;
        net.Gradients["free"][0] = 4;
        net.Gradients["frozen"][0] = 1000;
        net.Update();
        Assert.Equal(-3, net.Parameter("free").Value[0], 1e-5f);
    }

    [Fact]
    public void Norms_are_bounded_inside_the_update_and_values_in_the_gradients()
    {
        FlatModel net = new(FlatModel.Vector("w", 2));
        net.Training.LearningRate = 1;
        net.Training.ClipNorm = 5;
        (net.Gradients["w"][0], net.Gradients["w"][1]) = (6, -8);
        net.Update();
        Assert.Equal(-3, net.Parameter("w").Value[0], 1e-5f);
        Assert.Equal([6, -8], net.Gradients["w"].ToArray());

        (net.Training.ClipNorm, net.Training.ClipNormPerParameter) = (0, 5);
        net.Update();
        Assert.Equal(-6, net.Parameter("w").Value[0], 1e-5f);
        Assert.Equal([6, -8], net.Gradients["w"].ToArray());

        net.Training.ClipValue = 7;
        net.Update();
        Assert.Equal([6, -7], net.Gradients["w"].ToArray());
    }

    [Fact]
    public void Clipping_by_norm_does_not_depend_on_threads()
    {
        float[]? first = null;
        foreach (int threads in new[] { 1, 2, 4 })
        {
            FlatModel net = Model(Optimizer.SGD, threads);
            net.Training.ClipNorm = 0.5;
            Fill(net.Gradients[net.Parameters[0]], 1);
            net.Update();
            float[] weights = net.Parameters[0].Value.ToArray();
            first ??= weights;
            Assert.Equal(first, weights);
        }
    }

    [Fact]
    public void Another_optimizer_starts_afresh()
    {
        FlatModel changed = Model(Optimizer.Momentum, 1);
        FlatModel fresh = Model(Optimizer.Momentum, 1);
        Fill(changed.Gradients.All, 1);
        changed.Update();
        changed.Parameters[0].Value.CopyTo(fresh.Parameters[0].Edit());

        changed.Training.Optimizer = fresh.Training.Optimizer = Optimizer.Adam;
        for (int step = 0; step < 2; step++)
        {
            Fill(changed.Gradients.All, step);
            Fill(fresh.Gradients.All, step);
            changed.Update();
            fresh.Update();
        }

        Assert.Equal(fresh.Parameters[0].Value.ToArray(), changed.Parameters[0].Value.ToArray());
        Assert.Equal((3, 2), (changed.Step, changed.OptimizerStepCount));
    }

    [Fact]
    public void NAdam_gives_the_same_product_to_a_step_reached_at_once()
    {
        DeepDsl.Optimizers.NAdamSchedule walked = default;
        for (int step = 1; step < 500; step++)
        {
            walked.At(step, 0.9);
        }

        Assert.Equal(walked.At(500, 0.9), default(DeepDsl.Optimizers.NAdamSchedule).At(500, 0.9));
        Assert.Equal(0, default(DeepDsl.Optimizers.NAdamSchedule).At(10_000_000_000, 0.9).Product);
    }

    [Fact]
    public void Max_norm_bounds_the_weights_into_each_unit()
    {
        foreach (Device device in Devices.EveryWidth(2))
        {
            ParameterDefinition dense = new("dense", [3, 37], 0) { Init = new(Init.Normal, 3, 37, 1), MaxNorm = 1.5f };
            ParameterDefinition next = FlatModel.Vector("next", 40, Init.Ones);
            FlatModel net = new(FlatModel.Define(dense, next), 3, device);
            float[] before = net.Parameters[0].Value.ToArray();
            net.Update();
            float[] after = net.Parameters[0].Value.ToArray();
            int bounded = 0;
            for (int unit = 0; unit < 37; unit++)
            {
                double norm = Math.Sqrt(Enumerable.Range(0, 3).Sum(i => Math.Pow(before[(i * 37) + unit], 2)));
                double scale = Math.Min(1, 1.5 / norm);
                bounded += norm > 1.5 ? 1 : 0;
                for (int i = 0; i < 3; i++)
                {
                    Assert.Equal(before[(i * 37) + unit] * scale, after[(i * 37) + unit], 1e-6);
                }
            }

            Assert.InRange(bounded, 5, 32);
            Assert.All(net.Parameters[1].Value.ToArray(), w => Assert.Equal(1, w));
        }
    }

    private static FlatModel Model(Optimizer kind, int threads)
    {
        FlatModel net = new(FlatModel.Define(FlatModel.Vector("p", Large, Init.HeNormal)), 1, Device.Cpu(threads));
        net.Training.Optimizer = kind;
        net.Training.LearningRate = 0.01;
        net.Training.WeightDecay = 0.05;
        return net;
    }

    private static void Fill(Span<float> gradients, int step)
    {
        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] = CounterRandom.Normal(99, (uint)((step * 100_000) + i));
        }
    }
}
