namespace CartPole;

/// <summary>What happened to one cart until its pole fell: at each step its state, and whether it was pushed to the right.</summary>
internal sealed class Run(Random random)
{
    private readonly Cart _cart = new(random);

    public List<(float[] State, bool Right)> Steps { get; } = [];

    /// <summary>Runs of as many carts, side by side: each prediction is of all that still run.</summary>
    public static Run[] Play(PolicyNet net, int count, Random random, bool greedy = false)
    {
        Run[] runs = [.. Enumerable.Range(0, count).Select(_ => new Run(random))];
        while (runs.Where(r => r._cart.IsRunning).ToArray() is { Length: > 0 } running)
        {
            float[] logarithms = net.PredictBatch([.. running.SelectMany(r => r._cart.State)]);
            for (int i = 0; i < running.Length; i++)
            {
                double chance = Math.Exp(logarithms[(2 * i) + 1]);
                running[i].Push(right: greedy ? chance > 0.5 : random.NextDouble() < chance);
            }
        }

        return runs;
    }

    /// <summary>How long the pole stands on after each step, where later steps count less.</summary>
    public double[] Returns(double discount)
    {
        double[] returns = new double[Steps.Count];
        double later = 0;
        for (int i = returns.Length - 1; i >= 0; i--)
        {
            returns[i] = later = 1 + (discount * later);
        }

        return returns;
    }

    private void Push(bool right)
    {
        Steps.Add((_cart.State, right));
        _cart.Push(right);
    }
}
