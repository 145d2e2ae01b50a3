using DeepDsl.CompilerServices;

namespace DeepDsl.Tests.Models;

internal sealed partial class TinyMlp
{
    private const int Weight1 = 0;
    private const int Bias1 = 16;
    private const int Weight2 = 32;
    private const int Bias2 = 48;

    /// <summary>Programs as the generator emits them: launches of kernels at addresses in a frame.</summary>
    private sealed class Programs(float dropout)
    {
        // Floats per sample: input 2, hidden 8, output, target, sample weight and output gradient 1 each, hidden gradient 8, input
        // gradient 2.
        private const int Input = 0;
        private const int HiddenValues = 2;
        private const int Output = 10;
        private const int Target = 11;
        private const int SampleWeight = 12;
        private const int OutputGradient = 13;
        private const int HiddenGradient = 14;
        private const int InputGradient = 22;
        private const int LossValue = 0;

        private readonly Kernels _training = new(dropout);
        private readonly Kernels _inference = new(0);

        public static PlanDefinition TrainingPlan { get; } = new(24, 16, 0)
        {
            Inputs = [Input],
            Outputs = [Output],
            OutputGradients = [OutputGradient],
            InputGradients = [InputGradient],
            Targets = [Target],
            SampleWeights = SampleWeight,
            Loss = LossValue,
        };

        public static PlanDefinition InferencePlan { get; } = new(13, 16, 0)
        {
            Inputs = [Input],
            Outputs = [Output],
            Targets = [Target],
            SampleWeights = SampleWeight,
            Loss = LossValue,
        };

        public void Predict(Frame f) => Layers(f, _inference);

        public void Forward(Frame f)
        {
            Layers(f, _training);
            f.Run(Kernels.RunningMean, Hidden, 1, [f.Arena(HiddenValues), f.State(0)]);
        }

        public void LossFloat(Frame f) => LossAndGradient(f, Kernels.LossFloat);

        public void LossInt(Frame f) => LossAndGradient(f, Kernels.LossInt);

        public void EvaluationLossFloat(Frame f) => EvaluationLoss(f, Kernels.LossFloat);

        public void EvaluationLossInt(Frame f) => EvaluationLoss(f, Kernels.LossInt);

        public void BackwardInput(Frame f)
        {
            HiddenGradients(f);
            f.Run(Kernels.InputGradient, f.N, 1, [f.Arena(HiddenGradient), f.Weights(Weight1), f.Arena(InputGradient)]);
        }

        public void Backward(Frame f)
        {
            HiddenGradients(f);
            f.Run(
                _training.SecondLayerGradient, Hidden + 1, 1,
                [f.Arena(HiddenValues), f.Arena(Output), f.Arena(OutputGradient), f.Gradients(Weight2), f.Gradients(Bias2)]);
            f.Run(
                Kernels.FirstLayerGradient, Hidden, 1,
                [f.Arena(Input), f.Arena(HiddenGradient), f.Gradients(Weight1), f.Gradients(Bias1)]);
        }

        private static void Layers(Frame f, Kernels kernels)
        {
            f.Run(Kernels.FirstLayer, f.N, 1, [f.Arena(Input), f.Weights(Weight1), f.Weights(Bias1), f.Arena(HiddenValues)]);
            f.Run(kernels.SecondLayer, f.N, 1, [f.Arena(HiddenValues), f.Weights(Weight2), f.Weights(Bias2), f.Arena(Output)]);
        }

        private static void LossAndGradient(Frame f, Kernel loss)
        {
            f.Run(Kernels.LossGradient(loss), f.N, 1, [f.Arena(Output), f.Arena(Target), f.Arena(SampleWeight), f.Arena(OutputGradient)]);
            EvaluationLoss(f, loss);
        }

        private static void EvaluationLoss(Frame f, Kernel loss) =>
            f.Run(loss, 1, 1, [f.Arena(Output), f.Arena(Target), f.Arena(SampleWeight), f.Fixed(LossValue)]);

        private void HiddenGradients(Frame f) => f.Run(
            _training.HiddenGradient, f.N, 1,
            [f.Arena(HiddenValues), f.Arena(Output), f.Arena(OutputGradient), f.Weights(Weight2), f.Arena(HiddenGradient)]);
    }
}
