using DeepDsl.CompilerServices;

namespace DeepDsl.Tests.Models;

/// <summary>
/// What the generator would emit for a 2-8-1 network with tanh, dropout and sigmoid under binary cross-entropy, written by hand: the
/// runtime's tests need no compiler.
/// </summary>
internal sealed partial class TinyMlp : Network
{
    public const int Hidden = 8;

    public static readonly float[] XorInputs = [0, 0, 0, 1, 1, 0, 1, 1];
    public static readonly float[] XorTargets = [0, 1, 1, 0];
    public static readonly int[] XorLabels = [0, 1, 1, 0];

    public TinyMlp(int seed = 1, Device? device = null)
        : this(Define(), seed, device)
    {
    }

    public TinyMlp(NetworkDefinition definition, int seed = 1, Device? device = null)
        : base(definition, seed, device)
    {
    }

    /// <summary>The definition, with what a test needs different.</summary>
    public static NetworkDefinition Define(
        TrainDefaults? train = null, float dropout = 0, Func<ParameterDefinition, ParameterDefinition>? edit = null)
    {
        ParameterDefinition[] parameters =
        [
            new("dense1.weight", [2, Hidden], 0) { Init = new(Init.GlorotUniform, 2, Hidden), TorchPermutation = [1, 0] },
            new("dense1.bias", [Hidden], 16) { Init = new(Init.Zeros, 2, Hidden), Decays = false },
            new("dense2.weight", [Hidden, 1], 32) { Init = new(Init.GlorotUniform, Hidden, 1), TorchPermutation = [1, 0] },
            new("dense2.bias", [1], 48) { Init = new(Init.Zeros, Hidden, 1), Decays = false },
        ];
        Programs programs = new(dropout);
        return new NetworkDefinition
        {
            Name = "TinyMlp",
            Summary = "dense1 [8], dense2 [1]",
            Spec = "TinyMlp: Input(2), Dense(8, Tanh), Dropout, Dense(1, Sigmoid)",
            Parameters = edit == null ? parameters : Array.ConvertAll(parameters, p => edit(p)),
            States = [new("dense1.mean", [Hidden], 0, 0.5f)],
            Inputs = [new("input", [2])],
            Outputs = [new("output", [1])],
            Losses = [new(Loss.BinaryCrossEntropy, 0, [1], [1], 2, 1)],
            Train = train ?? new TrainDefaults(Optimizer.Adam, 0.03, 4),
            WeightFloats = 64,
            StateFloats = 16,
            InferencePlan = Programs.InferencePlan,
            TrainingPlan = Programs.TrainingPlan,
            Predict = All(programs.Predict),
            Forward = All(programs.Forward),
            Loss = [All(programs.LossFloat), All(programs.LossInt)],
            EvaluationLoss = [All(programs.EvaluationLossFloat), All(programs.EvaluationLossInt)],
            Backward = All(programs.Backward),
            BackwardInput = All(programs.BackwardInput),
        };
    }

    /// <summary>One step; the loss before it.</summary>
    public float TrainStep(ReadOnlySpan<float> input, ReadOnlySpan<float> target)
    {
        using TrainingCall call = BeginTraining(BatchOf(0, input.Length));
        call.SetInput(0, input);
        call.SetTarget(0, target);
        return TrainStep(call);
    }

    /// <summary>One step on labels; the loss before it.</summary>
    public float TrainStep(ReadOnlySpan<float> input, ReadOnlySpan<int> labels)
    {
        using TrainingCall call = BeginTraining(BatchOf(0, input.Length));
        call.SetInput(0, input);
        call.SetTarget(0, labels);
        return TrainStep(call);
    }

    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        using InferenceCall call = BeginInference(BatchOf(0, input.Length));
        call.SetInput(0, input);
        call.Run();
        call.Output(0).CopyTo(output);
    }

    public float[] PredictBatch(float[] input)
    {
        float[] output = new float[input.Length / 2];
        Predict(input, output);
        return output;
    }

    private static ProgramSet All(NetworkProgram program) => new(program, program, program, program);
}
