using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Networks;

public sealed class FreezingTests
{
    [Fact]
    public void A_frozen_parameter_has_no_gradient()
    {
        TinyMlp net = new(TinyMlp.Define(edit: p => p with { L2 = 0.1f }), 3), other = new(TinyMlp.Define(edit: p => p with { L2 = 0.1f }), 3);
        net.Group("dense1.*").Freeze();
        Backward(net);
        Backward(other);
        Assert.All(net.Parameter("dense1.weight").Gradient.ToArray(), g => Assert.Equal(0, g));
        Assert.Equal(other.Parameter("dense2.weight").Gradient.ToArray(), net.Parameter("dense2.weight").Gradient.ToArray());
        other.Gradients["dense1.weight"].Clear();
        other.Gradients["dense1.bias"].Clear();
        Assert.Equal(other.Gradients.Norm(), net.Gradients.Norm());

        // What is frozen behind the first that moves has none either, though it is computed.
        net.Group("dense1.*").Freeze(false);
        net.Group("dense2.*").Freeze();
        Backward(net);
        Assert.All(net.Gradients["dense2.weight"].ToArray(), g => Assert.Equal(0, g));
        Assert.Contains(net.Gradients["dense1.weight"].ToArray(), g => g != 0);
    }

    [Fact]
    public void What_thaws_is_not_moved_by_a_gradient_of_before()
    {
        TinyMlp net = new();
        Backward(net);
        Parameter weight = net.Parameter("dense1.weight");
        weight.Frozen = true;
        float[] before = weight.Value.ToArray();
        Backward(net);
        weight.Frozen = false;
        net.Update();
        Assert.Equal(before, weight.Value.ToArray());
        Backward(net);
        net.Update();
        Assert.NotEqual(before, weight.Value.ToArray());
    }

    private static void Backward(TinyMlp net)
    {
        using TrainingCall call = net.BeginTraining(4);
        call.SetInput(0, TinyMlp.XorInputs);
        call.SetTarget(0, TinyMlp.XorTargets);
        call.Forward();
        call.Loss();
        call.Backward();
    }
}
