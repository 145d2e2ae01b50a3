namespace DeepDsl.Integration.Tests;

/// <summary>Layers of one's own train as those that ship do, of which the same can be made.</summary>
public sealed class OwnLayerTests
{
    private const int Batch = 16;

    [Fact]
    public void A_layer_of_another_assembly_has_its_parameters_by_name() => Assert.Equal(
        ["lowRank1.compute1.down", "lowRank1.compute1.up", "lowRank1.compute1.bias", "dense1.weight", "dense1.bias"],
        new WithOwnLayer(seed: 1).Parameters.Select(p => p.Name));

    [Fact]
    public void A_layer_of_another_assembly_learns_as_the_same_of_dense_layers() =>
        LearnAlike(new WithOwnLayer(seed: 1), new SpelledOut(seed: 2), (net, x, y) => net.TrainStep(x, y), (net, x, y) => net.TrainStep(x, y), inputs: 6);

    [Fact]
    public void Attention_and_a_norm_written_out_learn_as_those_that_ship() =>
        LearnAlike(
            new WithOwnAttention(seed: 1), new WithAttention(seed: 2), (net, x, y) => net.TrainStep(x, y), (net, x, y) => net.TrainStep(x, y), inputs: 30);

    private static void LearnAlike<TOwn, TOther>(
        TOwn own, TOther other, Func<TOwn, float[], int[], float> step, Func<TOther, float[], int[], float> otherStep, int inputs)
        where TOwn : Network
        where TOther : Network
    {
        Assert.Equal(own.Parameters.Select(p => p.Length), other.Parameters.Select(p => p.Length));
        for (int p = 0; p < own.Parameters.Count; p++)
        {
            own.Parameters[p].Value.CopyTo(other.Parameters[p].Edit());
        }

        Random random = new(1);
        float[] x = [.. Enumerable.Range(0, Batch * inputs).Select(_ => (float)random.NextDouble() - 0.5f)];
        int[] y = [.. Enumerable.Range(0, Batch).Select(i => i % 3)];
        double first = 0;
        double last = 0;
        for (int i = 0; i < 200; i++)
        {
            last = step(own, x, y);
            first = i == 0 ? last : first;
            Assert.Equal(otherStep(other, x, y), last, 1e-3 * first);
        }

        Assert.True(last < first / 2, $"The loss went from {first} to {last}.");
    }

    [Fact]
    public void A_penalty_of_ones_own_trains_as_the_same_that_ships()
    {
        OwnPenalties own = new(seed: 1);
        ShippedPenalties shipped = new(seed: 1);
        (float[] x, float[] y) = ([0.5f, -1, 2, 1, 0.25f, -0.5f], [1, -1, 0.5f, 0]);
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(shipped.TrainStep(x, y), own.TrainStep(x, y), 1e-5);
        }

        Assert.All(own.Parameters.Zip(shipped.Parameters), pair =>
            Assert.All(pair.First.Value.ToArray().Zip(pair.Second.Value.ToArray()), w => Assert.Equal(w.Second, w.First, 1e-5)));
        Assert.Equal(shipped.EvaluateLoss(x, y), own.EvaluateLoss(x, y), 1e-5);
    }

    [Fact]
    public void The_gradient_of_a_penalty_is_the_slope_of_the_loss()
    {
        DoubleWell net = new(seed: 1);
        float[] x = [0.5f, -1, 2];
        float[] y = [0.25f, 1];
        net.TrainStep(x, y);
        Parameter weight = net.Dense1.Weight;
        float[] gradient = Step(net, x, y).Gradient;
        for (int i = 0; i < weight.Length; i++)
        {
            float before = weight.Value[i];
            weight.Edit()[i] = before + 1e-2f;
            float above = Step(net, x, y).Loss;
            weight.Edit()[i] = before - 1e-2f;
            float below = Step(net, x, y).Loss;
            weight.Edit()[i] = before;
            Assert.Equal((above - below) / 2e-2, gradient[i], 2e-3 * gradient.Max(MathF.Abs));
        }

        // Of itself it pulls every weight to -1 or 1, whatever the data.
        for (int i = 0; i < 400; i++)
        {
            net.TrainStep(x, y);
        }

        Assert.All(weight.Value.ToArray(), w => Assert.Equal(1, MathF.Abs(w), 0.1));
    }

    [Fact]
    public void A_constraint_is_applied_to_what_an_update_leaves()
    {
        Constrained net = new(seed: 1);
        Unconstrained other = new(seed: 1);
        (float[] x, float[] y) = ([0.5f, -1, 2, 1, 0.25f, -0.5f], [1, -1, 0.5f, 0]);
        Assert.Contains(net.Dense1.Weight.Value.ToArray(), w => w < 0); // not to how they start
        net.TrainStep(x, y);
        other.TrainStep(x, y);
        Assert.Equal(other.Dense1.Weight.Value.ToArray().Select(w => Math.Max(w, 0)), net.Dense1.Weight.Value.ToArray());
        Assert.Equal(other.Dense1.Bias.Value.ToArray(), net.Dense1.Bias.Value.ToArray());
        Assert.Equal(other.Dense2.Weight.Value.ToArray(), net.Dense2.Weight.Value.ToArray());

        // What is frozen stays as it is.
        net.Dense1.Weight.Frozen = true;
        net.Dense1.Weight.Edit()[1] = -2;
        float[] frozen = net.Dense1.Weight.Value.ToArray();
        net.TrainStep(x, y);
        Assert.Equal(frozen, net.Dense1.Weight.Value.ToArray());
    }

    private static (float Loss, float[] Gradient) Step(DoubleWell net, float[] x, float[] y)
    {
        using TrainingCall call = net.Forward(x);
        call.SetTarget(0, y);
        float loss = call.Loss();
        call.Backward();
        return (loss, net.Dense1.Weight.Gradient.ToArray());
    }
}
