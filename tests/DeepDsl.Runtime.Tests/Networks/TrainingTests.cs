using DeepDsl.CompilerServices;
using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Networks;

public sealed class TrainingTests
{
    private static readonly float[] Inputs = [0.2f, -1, 0.7f, 0.4f, -0.3f, 1.5f, 1, -0.6f, 0.1f, 0.9f, -1.2f, -0.2f];
    private static readonly float[] Targets = [1, 0, 0.5f, 1, 0.25f, 0];

    [Fact]
    public void Xor_is_learned()
    {
        TinyMlp net = new();
        float first = net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets);
        float last = 0;
        for (int i = 0; i < 1000; i++)
        {
            last = net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets);
        }

        Assert.InRange(first, 0.5f, 1.0f);
        Assert.InRange(last, 0f, 0.02f);
        float[] p = net.PredictBatch(TinyMlp.XorInputs);
        Assert.All(p.Zip(TinyMlp.XorTargets), pair => Assert.Equal(pair.Second, pair.First, 0.1));
        Assert.Equal(1001, net.Step);
    }

    [Fact]
    public void Equal_seeds_give_equal_bits_over_runs_and_threads()
    {
        float[] first = Weights(1, 7);
        Assert.Equal(first, Weights(1, 7));
        Assert.Equal(first, Weights(2, 7));
        Assert.Equal(first, Weights(4, 7));
        Assert.NotEqual(first, Weights(1, 8));

        static float[] Weights(int threads, int seed)
        {
            TinyMlp net = new(TinyMlp.Define(dropout: 0.3f), seed, Device.Cpu(threads));
            for (int i = 0; i < 50; i++)
            {
                net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets);
            }

            return [.. net.Parameters.SelectMany(p => p.Value.ToArray()), .. net.States[0].Value];
        }
    }

    [Fact]
    public void Gradients_are_those_of_the_reported_loss()
    {
        TinyMlp net = new(TinyMlp.Define(edit: p => p with { L1 = 0.03f, L2 = 0.02f }), 3);
        using (TrainingCall call = Forward(net))
        {
            call.Loss();
            call.Backward();
        }

        foreach (Parameter parameter in net.Parameters)
        {
            for (int i = 0; i < parameter.Length; i++)
            {
                // Away from the kink of |w|, where no difference quotient tells the convention.
                if (parameter.Value[i] != 0)
                {
                    Assert.Equal(Slope(net, parameter, i), parameter.Gradient[i], 2e-3);
                }
            }
        }
    }

    [Fact]
    public void Penalties_enter_the_loss_of_training_alone()
    {
        TinyMlp net = new(TinyMlp.Define(edit: p => p.Name == "dense1.weight" ? p with { L1 = 0.5f, L2 = 0.25f } : p));
        float[] weights = net.Parameter("dense1.weight").Value.ToArray();
        double penalty = weights.Sum(w => (0.5 * Math.Abs(w)) + (0.25 * w * w));
        using TrainingCall training = Forward(net);
        float data = training.DataLoss();
        Assert.Equal(data + penalty, training.Loss(), 1e-5);

        using InferenceCall inference = net.BeginInference(6);
        inference.SetInput(0, Inputs);
        inference.SetTarget(0, Targets);
        inference.Run();
        Assert.Equal(data, inference.Loss());
    }

    [Fact]
    public void Penalties_of_zero_weights_have_no_gradient()
    {
        TinyMlp net = new(TinyMlp.Define(edit: p => p with { L1 = 0.5f, Init = new(Init.Zeros, 1, 1) }));
        using TrainingCall call = Forward(net);
        call.Loss();
        call.Backward();
        Assert.All(net.Parameter("dense1.weight").Gradient.ToArray(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void Accumulated_gradients_add_up()
    {
        TinyMlp net = new();
        float[] once = Gradients(net, accumulate: false);
        float[] twice = Gradients(net, accumulate: true);
        Assert.Equal(once.Select(g => 2 * g), twice);
        Assert.Equal(once, Gradients(net, accumulate: false));
        Assert.Contains(once, g => g != 0);

        static float[] Gradients(TinyMlp net, bool accumulate)
        {
            using TrainingCall call = Forward(net);
            call.Loss();
            call.Backward(accumulate);
            return net.Gradients.All.ToArray();
        }
    }

    [Fact]
    public void Output_gradients_of_ones_own_replace_the_losss()
    {
        TinyMlp net = new();
        using TrainingCall call = Forward(net);
        call.SetOutputGradient(0, [0f, 0f, 1f, 0f, 0f, 0f]);
        call.BackwardInput();
        float[] gradient = call.InputGradient(0).ToArray();
        call.Backward();
        Assert.Equal(gradient, call.InputGradient(0).ToArray());
        Assert.Equal([4, 5], Enumerable.Range(0, 12).Where(i => gradient[i] != 0));
        for (int i = 4; i < 6; i++)
        {
            float[] above = [.. Inputs];
            float[] below = [.. Inputs];
            above[i] += 1e-2f;
            below[i] -= 1e-2f;
            Assert.Equal((net.PredictBatch(above)[2] - net.PredictBatch(below)[2]) / 2e-2f, gradient[i], 1e-3f);
        }
    }

    [Fact]
    public void Labels_count_as_the_floats_they_stand_for()
    {
        TinyMlp floats = new();
        TinyMlp labels = new();
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(floats.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets), labels.TrainStep(TinyMlp.XorInputs, TinyMlp.XorLabels));
        }

        Assert.Equal(floats.Parameters[0].Value.ToArray(), labels.Parameters[0].Value.ToArray());
    }

    [Fact]
    public void Sample_weights_scale_each_samples_loss_in_that_call_alone()
    {
        TinyMlp net = new();
        float whole = Loss(net, []);
        float first = Loss(net, [1, 1, 1, 0, 0, 0]);
        float second = Loss(net, [0, 0, 0, 1, 1, 1]);
        Assert.Equal(whole, first + second, 1e-6f);
        Assert.NotEqual(first, second);
        Assert.Equal(whole, Loss(net, []));

        static float Loss(TinyMlp net, float[] weights)
        {
            using TrainingCall call = net.BeginTraining(6);
            call.SetInput(0, Inputs);
            call.SetTarget(0, Targets);
            if (weights.Length > 0)
            {
                call.SetSampleWeights(weights);
            }

            call.Forward();
            return call.Loss();
        }
    }

    [Fact]
    public void The_hook_sees_and_changes_gradients_before_the_update()
    {
        TinyMlp net = new();
        float[] before = net.Parameter("dense1.weight").Value.ToArray();
        float[] bias = net.Parameter("dense2.bias").Value.ToArray();
        float norm = 0;
        net.OnGradients = gradients =>
        {
            norm = gradients.Norm();
            gradients["dense1.weight"].Clear();
        };
        net.TrainStep(Inputs, Targets);
        Assert.True(norm > 0);
        Assert.Equal(before, net.Parameter("dense1.weight").Value.ToArray());
        Assert.NotEqual(bias, net.Parameter("dense2.bias").Value.ToArray());
    }

    [Fact]
    public void Random_numbers_differ_by_pass_and_follow_from_the_update_alone()
    {
        TinyMlp net = new(TinyMlp.Define(dropout: 0.5f));
        float[] first = Outputs(net);
        float[] second = Outputs(net);
        Assert.NotEqual(first, second);
        Assert.Equal(first, Outputs(new TinyMlp(TinyMlp.Define(dropout: 0.5f))));

        TinyMlp resumed = new(TinyMlp.Define(dropout: 0.5f));
        net.Update();
        net.Parameters[0].Value.CopyTo(resumed.Parameters[0].Edit());
        net.Parameters[2].Value.CopyTo(resumed.Parameters[2].Edit());
        resumed.Step = net.Step;
        Assert.Equal(Outputs(net), Outputs(resumed));

        static float[] Outputs(TinyMlp net)
        {
            using TrainingCall call = Forward(net);
            return call.Output(0).ToArray();
        }
    }

    [Fact]
    public void A_refused_call_draws_no_random_numbers()
    {
        TinyMlp straight = new(TinyMlp.Define(dropout: 0.5f));
        TinyMlp net = new(TinyMlp.Define(dropout: 0.5f));
        for (int i = 0; i < 5; i++)
        {
            Assert.Throws<ArgumentException>(() => net.TrainStep(TinyMlp.XorInputs, [0f]));
            Assert.Throws<ArgumentException>(() => net.TrainStep(TinyMlp.XorInputs, [0, 1, 2, 3]));
            Assert.Equal(
                straight.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets), net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets));
        }
        Assert.Equal(straight.Bits(), net.Bits());
    }

    [Fact]
    public void States_start_where_declared_and_follow_training()
    {
        TinyMlp net = new();
        Assert.All(net.State("dense1.mean").Value.ToArray(), v => Assert.Equal(0.5f, v));
        net.PredictBatch(Inputs);
        Assert.All(net.State("dense1.mean").Value.ToArray(), v => Assert.Equal(0.5f, v));
        net.TrainStep(Inputs, Targets);
        Assert.All(net.State("dense1.mean").Value.ToArray(), v => Assert.NotEqual(0.5f, v));
    }

    private static TrainingCall Forward(TinyMlp net)
    {
        TrainingCall call = net.BeginTraining(6);
        call.SetInput(0, Inputs);
        call.SetTarget(0, Targets);
        call.Forward();
        return call;
    }

    private static float Slope(TinyMlp net, Parameter parameter, int i)
    {
        const float step = 5e-3f;
        float value = parameter.Value[i];
        float above = At(value + step);
        float below = At(value - step);
        parameter.Edit()[i] = value;
        return (above - below) / (2 * step);

        float At(float shifted)
        {
            parameter.Edit()[i] = shifted;
            using TrainingCall call = Forward(net);
            return call.Loss();
        }
    }
}
