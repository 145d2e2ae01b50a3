using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Tests.Models;

/// <summary>
/// Two int tokens of 5 kinds, a table of scores for 3 classes, their sum; softmax cross-entropy, probabilities and a second, float
/// target on the same output. For what <see cref="TinyMlp"/> has not: int inputs, implied probabilities, several losses.
/// </summary>
internal sealed class TinyTokens(int seed = 1) : Network(Define(), seed, null)
{
    private const int Tokens = 2;
    private const int Kinds = 5;
    private const int Classes = 3;
    private static readonly Kernel s_scores = Scores;
    private static readonly Kernel s_softmax = Softmax;
    private static readonly Kernel s_loss = CrossEntropyAndSquares;

    private static NetworkDefinition Define()
    {
        // Floats per sample: tokens 2, scores 3, probabilities 3, labels 1, float target 3, sample weight 1, output gradient 3.
        PlanDefinition plan = new(16, 1, 0)
        {
            Inputs = [0],
            Outputs = [2],
            Probabilities = [5],
            Targets = [8, 9],
            SampleWeights = 12,
            OutputGradients = [13],
            InputGradients = [-1],
            Loss = 0,
        };
        return new NetworkDefinition
        {
            Name = "TinyTokens",
            Summary = "",
            Spec = "",
            Parameters = [new("table.weight", [Kinds, Classes], 0) { Init = new(Init.Normal, Kinds, Classes, 1) }],
            States = [],
            Inputs = [new("tokens", [Tokens], IsInt: true, Limit: Kinds)],
            Outputs = [new("scores", [Classes])],
            Losses = [new(Loss.SoftmaxCrossEntropy, 0, [Classes], [], Classes, 1), new(Loss.MeanSquaredError, 0, [Classes], null, 0, 0.5)],
            Train = new(Optimizer.SGD, 0.1, 8),
            WeightFloats = 16,
            StateFloats = 0,
            InferencePlan = plan,
            TrainingPlan = plan,
            Predict = All(Predict),
            Forward = All(Predict),
            Probabilities = All(f => f.Run(s_softmax, f.N, 1, [f.Arena(2), f.Arena(5)])),
            Loss = [null, All(LossOfBoth)],
            EvaluationLoss = [null, All(LossOfBoth)],
            Backward = All(f => { }),
        };
    }

    private static void Predict(Frame f) => f.Run(s_scores, f.N, 1, [f.Arena(0), f.Weights(0), f.Arena(2)]);

    private static void LossOfBoth(Frame f) =>
        f.Run(s_loss, 1, 1, [f.Arena(2), f.Arena(8), f.Arena(9), f.Arena(12), f.Fixed(0), f.Arena(13)]);

    private static void Scores(in Launch launch, int begin, int end, int worker)
    {
        for (int n = begin; n < end; n++)
        {
            for (int c = 0; c < Classes; c++)
            {
                float sum = 0;
                for (int t = 0; t < Tokens; t++)
                {
                    int token = BitConverter.SingleToInt32Bits(Unsafe.Add(ref launch[0], (n * Tokens) + t));
                    sum += Unsafe.Add(ref launch[1], (token * Classes) + c);
                }

                Unsafe.Add(ref launch[2], (n * Classes) + c) = sum;
            }
        }
    }

    private static void Softmax(in Launch launch, int begin, int end, int worker)
    {
        for (int n = begin; n < end; n++)
        {
            float sum = ExpSum(launch, n);
            for (int c = 0; c < Classes; c++)
            {
                Unsafe.Add(ref launch[1], (n * Classes) + c) = MathF.Exp(Unsafe.Add(ref launch[0], (n * Classes) + c)) / sum;
            }
        }
    }

    private static void CrossEntropyAndSquares(in Launch launch, int begin, int end, int worker)
    {
        float loss = 0;
        for (int n = 0; n < launch.N; n++)
        {
            int label = BitConverter.SingleToInt32Bits(Unsafe.Add(ref launch[1], n));
            float sample = MathF.Log(ExpSum(launch, n)) - Unsafe.Add(ref launch[0], (n * Classes) + label);
            for (int c = 0; c < Classes; c++)
            {
                float gap = Unsafe.Add(ref launch[0], (n * Classes) + c) - Unsafe.Add(ref launch[2], (n * Classes) + c);
                sample += 0.5f * gap * gap / Classes;
            }

            loss += sample * Unsafe.Add(ref launch[3], n);
        }

        launch[4] = loss / launch.N;
    }

    private static float ExpSum(in Launch launch, int n)
    {
        float sum = 0;
        for (int c = 0; c < Classes; c++)
        {
            sum += MathF.Exp(Unsafe.Add(ref launch[0], (n * Classes) + c));
        }

        return sum;
    }

    private static ProgramSet All(NetworkProgram program) => new(program, program, program, program);
}
