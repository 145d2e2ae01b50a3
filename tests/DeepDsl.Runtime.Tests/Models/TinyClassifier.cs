using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Tests.Models;

/// <summary>
/// What the generator would emit for Input(4), Dropout, Dense(3) under softmax cross-entropy, written by hand and slowly: four inputs are
/// one of three classes. A running mean of the first input stands for the states of a batch norm.
/// </summary>
internal sealed class TinyClassifier(int seed = 1, float dropout = 0, string spec = TinyClassifier.TheSpec, bool loss = true, Device? device = null)
    : Network(Define(dropout, spec, loss), seed, device)
{
    private const string TheSpec = "TinyClassifier: Input(4), Dropout, Dense(3)";
    private const int I = 4;
    private const int O = 3;

    // Addresses, in floats: per sample, in the weights, in the fixed part.
    private const int Input = 0;
    private const int Kept = 4;
    private const int Output = 8;
    private const int Target = 11;
    private const int SampleWeight = 14;
    private const int OutputGradient = 15;
    private const int Weight = 0;
    private const int Bias = 16;
    private const int LossValue = 0;

    private static NetworkDefinition Define(float dropout, string spec, bool loss)
    {
        Kernel drop = (in Launch launch, int begin, int end, int worker) => Drop(launch, dropout);
        return new NetworkDefinition
        {
            Name = "TinyClassifier",
            Summary = "dense1 [3]",
            Spec = spec,
            Parameters =
            [
                new("dense1.weight", [I, O], Weight) { Init = new(Init.GlorotUniform, I, O), TorchPermutation = [1, 0] },
                new("dense1.bias", [O], Bias) { Init = new(Init.Zeros, I, O), Decays = false },
            ],
            States = [new("norm1.mean", [2], 0, 0.5f)],
            Inputs = [new("input", [I])],
            Outputs = [new("output", [O])],
            Losses = loss ? [new(Loss.SoftmaxCrossEntropy, 0, [O], [], O, 1) { IsOnScores = true }] : [],
            Train = new TrainDefaults(Optimizer.Adam, 0.05, 8),
            WeightFloats = 32,
            StateFloats = 16,
            InferencePlan = Plan(),
            TrainingPlan = Plan(),
            Predict = All(f => Dense(f, Input)),
            Forward = All(f =>
            {
                f.Run(drop, 1, 1, [f.Arena(Input), f.Arena(Kept), f.State(0)]);
                Dense(f, Kept);
            }),
            Loss = [All(f => RunLoss(f, s_lossFloat)), All(f => RunLoss(f, s_lossInt))],
            EvaluationLoss = [All(f => RunLoss(f, s_lossFloat)), All(f => RunLoss(f, s_lossInt))],
            Backward = All(f => f.Run(s_backward, 1, 1, [f.Arena(Kept), f.Arena(OutputGradient), f.Gradients(Weight), f.Gradients(Bias)])),
        };
    }

    private static readonly Kernel s_dense = RunDense;
    private static readonly Kernel s_lossFloat = (in Launch l, int begin, int end, int worker) => RunLoss(l, labels: false);
    private static readonly Kernel s_lossInt = (in Launch l, int begin, int end, int worker) => RunLoss(l, labels: true);
    private static readonly Kernel s_backward = RunBackward;

    private static PlanDefinition Plan() => new(18, 16, 0)
    {
        Inputs = [Input],
        Outputs = [Output],
        OutputGradients = [OutputGradient],
        Targets = [Target],
        SampleWeights = SampleWeight,
        Loss = LossValue,
    };

    private static ProgramSet All(NetworkProgram program) => new(program, program, program, program);

    private static ref float At(ref float first, int index) => ref Unsafe.Add(ref first, index);

    private static void Dense(Frame f, int input) =>
        f.Run(s_dense, 1, 1, [f.Arena(input), f.Weights(Weight), f.Weights(Bias), f.Arena(Output)]);

    private static void RunLoss(Frame f, Kernel loss) =>
        f.Run(loss, 1, 1, [f.Arena(Output), f.Arena(Target), f.Arena(SampleWeight), f.Arena(OutputGradient), f.Fixed(LossValue)]);

    private static void Drop(in Launch launch, float rate)
    {
        for (int i = 0; i < launch.N * I; i++)
        {
            bool dropped = rate > 0 && CounterRandom.Uniform(launch.Key(0), (uint)i) < rate;
            At(ref launch[1], i) = dropped ? 0 : At(ref launch[0], i) / (1 - rate);
        }
        launch[2] = (0.9f * launch[2]) + (0.1f * launch[0]);
    }

    private static void RunDense(in Launch launch, int begin, int end, int worker)
    {
        for (int at = 0; at < launch.N * O; at++)
        {
            float sum = At(ref launch[2], at % O);
            for (int i = 0; i < I; i++)
            {
                sum += At(ref launch[0], (at / O * I) + i) * At(ref launch[1], (i * O) + (at % O));
            }
            At(ref launch[3], at) = sum;
        }
    }

    /// <summary>sum(w * loss) / sum(w), and its gradient by the outputs.</summary>
    private static void RunLoss(in Launch launch, bool labels)
    {
        double weights = 0;
        for (int n = 0; n < launch.N; n++)
        {
            weights += At(ref launch[2], n);
        }
        double loss = 0;
        for (int n = 0; n < launch.N; n++)
        {
            double sum = 0;
            for (int o = 0; o < O; o++)
            {
                sum += Math.Exp(At(ref launch[0], (n * O) + o));
            }
            double share = weights == 0 ? 0 : At(ref launch[2], n) / weights;
            for (int o = 0; o < O; o++)
            {
                double p = Math.Exp(At(ref launch[0], (n * O) + o)) / sum;
                float truth = labels
                    ? (BitConverter.SingleToInt32Bits(At(ref launch[1], n)) == o ? 1 : 0)
                    : At(ref launch[1], (n * O) + o);
                loss -= share * (truth == 0 ? 0 : truth * Math.Log(p));
                At(ref launch[3], (n * O) + o) = (float)(share * (p - truth));
            }
        }
        launch[4] = (float)loss;
    }

    private static void RunBackward(in Launch launch, int begin, int end, int worker)
    {
        for (int o = 0; o < O; o++)
        {
            for (int i = 0; i <= I; i++)
            {
                float sum = 0;
                for (int n = 0; n < launch.N; n++)
                {
                    sum += At(ref launch[1], (n * O) + o) * (i < I ? At(ref launch[0], (n * I) + i) : 1);
                }
                if (i < I)
                {
                    At(ref launch[2], (i * O) + o) = sum;
                }
                else
                {
                    At(ref launch[3], o) = sum;
                }
            }
        }
    }
}
