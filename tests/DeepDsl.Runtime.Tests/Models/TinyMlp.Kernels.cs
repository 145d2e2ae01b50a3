using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Tests.Models;

internal sealed partial class TinyMlp
{
    /// <summary>The loops, one float at a time.</summary>
    private sealed class Kernels
    {
        private const int DropoutStream = 0;

        public static readonly Kernel FirstLayer = RunFirstLayer;
        public static readonly Kernel RunningMean = RunRunningMean;
        public static readonly Kernel LossFloat = RunLossFloat;
        public static readonly Kernel LossInt = RunLossInt;
        public static readonly Kernel InputGradient = RunInputGradient;
        public static readonly Kernel FirstLayerGradient = RunFirstLayerGradient;
        private static readonly Kernel s_lossGradientFloat = RunLossGradientFloat;
        private static readonly Kernel s_lossGradientInt = RunLossGradientInt;

        public readonly Kernel SecondLayer;
        public readonly Kernel HiddenGradient;
        public readonly Kernel SecondLayerGradient;
        private readonly float _dropout;

        public Kernels(float dropout)
        {
            _dropout = dropout;
            SecondLayer = RunSecondLayer;
            HiddenGradient = RunHiddenGradient;
            SecondLayerGradient = RunSecondLayerGradient;
        }

        public static Kernel LossGradient(Kernel loss) => loss == LossFloat ? s_lossGradientFloat : s_lossGradientInt;

        private static ref float At(ref float first, int index) => ref Unsafe.Add(ref first, index);

        private static void RunFirstLayer(in Launch launch, int begin, int end, int worker)
        {
            (int input, int weight, int bias, int hidden) = (0, 1, 2, 3);
            for (int n = begin; n < end; n++)
            {
                for (int h = 0; h < Hidden; h++)
                {
                    float sum = At(ref launch[bias], h);
                    for (int i = 0; i < 2; i++)
                    {
                        sum += At(ref launch[input], (n * 2) + i) * At(ref launch[weight], (i * Hidden) + h);
                    }

                    At(ref launch[hidden], (n * Hidden) + h) = MathF.Tanh(sum);
                }
            }
        }

        private static void RunRunningMean(in Launch launch, int begin, int end, int worker)
        {
            for (int h = begin; h < end; h++)
            {
                float sum = 0;
                for (int n = 0; n < launch.N; n++)
                {
                    sum += At(ref launch[0], (n * Hidden) + h);
                }

                ref float mean = ref At(ref launch[1], h);
                mean = (0.9f * mean) + (0.1f * sum / launch.N);
            }
        }

        /// <summary>0 where a hidden value is dropped, else the factor that makes up for those that are.</summary>
        private float Kept(in Launch launch, int index) =>
            _dropout == 0 ? 1 : CounterRandom.Uniform(launch.Key(DropoutStream), (uint)index) < _dropout ? 0 : 1 / (1 - _dropout);

        private void RunSecondLayer(in Launch launch, int begin, int end, int worker)
        {
            for (int n = begin; n < end; n++)
            {
                float sum = launch[2];
                for (int h = 0; h < Hidden; h++)
                {
                    int at = (n * Hidden) + h;
                    sum += At(ref launch[0], at) * Kept(launch, at) * At(ref launch[1], h);
                }

                At(ref launch[3], n) = 1 / (1 + MathF.Exp(-sum));
            }
        }

        private static void RunLossFloat(in Launch launch, int begin, int end, int worker)
        {
            float sum = 0;
            for (int n = 0; n < launch.N; n++)
            {
                sum += CrossEntropy(At(ref launch[0], n), At(ref launch[1], n)) * At(ref launch[2], n);
            }

            launch[3] = sum / launch.N;
        }

        private static void RunLossInt(in Launch launch, int begin, int end, int worker)
        {
            float sum = 0;
            for (int n = 0; n < launch.N; n++)
            {
                sum += CrossEntropy(At(ref launch[0], n), Label(launch, n)) * At(ref launch[2], n);
            }

            launch[3] = sum / launch.N;
        }

        private static void RunLossGradientFloat(in Launch launch, int begin, int end, int worker)
        {
            for (int n = begin; n < end; n++)
            {
                At(ref launch[3], n) = CrossEntropySlope(At(ref launch[0], n), At(ref launch[1], n)) * At(ref launch[2], n) / launch.N;
            }
        }

        private static void RunLossGradientInt(in Launch launch, int begin, int end, int worker)
        {
            for (int n = begin; n < end; n++)
            {
                At(ref launch[3], n) = CrossEntropySlope(At(ref launch[0], n), Label(launch, n)) * At(ref launch[2], n) / launch.N;
            }
        }

        private static int Label(in Launch launch, int n) => BitConverter.SingleToInt32Bits(At(ref launch[1], n));

        private static float CrossEntropy(float p, float target) => -((target * MathF.Log(p)) + ((1 - target) * MathF.Log(1 - p)));

        private static float CrossEntropySlope(float p, float target) => (p - target) / (p * (1 - p));

        private void RunHiddenGradient(in Launch launch, int begin, int end, int worker)
        {
            for (int n = begin; n < end; n++)
            {
                float score = ScoreGradient(launch, n);
                for (int h = 0; h < Hidden; h++)
                {
                    int at = (n * Hidden) + h;
                    float value = At(ref launch[0], at);
                    At(ref launch[4], at) = score * At(ref launch[3], h) * Kept(launch, at) * (1 - (value * value));
                }
            }
        }

        private static void RunInputGradient(in Launch launch, int begin, int end, int worker)
        {
            for (int n = begin; n < end; n++)
            {
                for (int i = 0; i < 2; i++)
                {
                    float sum = 0;
                    for (int h = 0; h < Hidden; h++)
                    {
                        sum += At(ref launch[0], (n * Hidden) + h) * At(ref launch[1], (i * Hidden) + h);
                    }

                    At(ref launch[2], (n * 2) + i) = sum;
                }
            }
        }

        /// <summary>Items 0 to Hidden - 1 are the weights, the last one is the bias.</summary>
        private void RunSecondLayerGradient(in Launch launch, int begin, int end, int worker)
        {
            for (int h = begin; h < end; h++)
            {
                float sum = 0;
                for (int n = 0; n < launch.N; n++)
                {
                    int at = (n * Hidden) + h;
                    sum += ScoreGradient(launch, n) * (h < Hidden ? At(ref launch[0], at) * Kept(launch, at) : 1);
                }

                if (h < Hidden)
                {
                    At(ref launch[3], h) = sum;
                }
                else
                {
                    launch[4] = sum;
                }
            }
        }

        private static void RunFirstLayerGradient(in Launch launch, int begin, int end, int worker)
        {
            for (int h = begin; h < end; h++)
            {
                float bias = 0;
                for (int n = 0; n < launch.N; n++)
                {
                    bias += At(ref launch[1], (n * Hidden) + h);
                }

                At(ref launch[3], h) = bias;
                for (int i = 0; i < 2; i++)
                {
                    float sum = 0;
                    for (int n = 0; n < launch.N; n++)
                    {
                        sum += At(ref launch[0], (n * 2) + i) * At(ref launch[1], (n * Hidden) + h);
                    }

                    At(ref launch[2], (i * Hidden) + h) = sum;
                }
            }
        }

        /// <summary>Through the sigmoid; operands 1 and 2 are the output and its gradient.</summary>
        private static float ScoreGradient(in Launch launch, int n)
        {
            float p = At(ref launch[1], n);
            return At(ref launch[2], n) * p * (1 - p);
        }
    }
}
