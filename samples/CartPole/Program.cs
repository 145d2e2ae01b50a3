using CartPole;
using static CommandLine;

CommandLine options = new(args, ["--seed", "--rounds", "--device"], []);
int seed = options.Integer("--seed", 1);
int rounds = options.Integer("--rounds", 80);

// <training>
PolicyNet net = new(seed, options.Device());
Random random = new(seed);
for (int round = 1; round <= rounds; round++)
{
    Run[] runs = Run.Play(net, 32, random);
    (float[] State, bool Right)[] steps = [.. runs.SelectMany(r => r.Steps)];
    double[] returns = [.. runs.SelectMany(r => r.Returns(discount: 0.99))];
    double usual = returns.Average();
    double spread = Math.Sqrt(returns.Average(r => (r - usual) * (r - usual)));
    float[] advantages = new float[2 * steps.Length]; // 0 for the push that was not made
    for (int i = 0; i < steps.Length; i++)
    {
        advantages[(2 * i) + (steps[i].Right ? 1 : 0)] = (float)((returns[i] - usual) / spread);
    }

    net.TrainStep([.. steps.SelectMany(s => s.State)], advantages);
    if (round % 10 == 0)
    {
        Say($"round {round}  the pole stands for {runs.Average(r => r.Steps.Count):0.0} steps");
    }
}

Say($"mean length {Run.Play(net, 100, random, greedy: true).Average(r => r.Steps.Count):0.0}");
// </training>
