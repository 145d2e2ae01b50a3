using DeepDsl.CompilerServices;

namespace DeepDsl.Initializers;

/// <summary>
/// Initial values of parameters. Value i of a parameter depends on the seed, the parameter's number and i alone: never on threads,
/// register widths or the other parameters.
/// </summary>
internal static class ParameterInitializer
{
    /// <summary>Range or deviation where the declaration gives none; Keras's.</summary>
    private const double DefaultSpread = 0.05;

    /// <summary>Training's random numbers belong to steps from 1.</summary>
    private const uint InitialStep = 0;

    public static void Fill(NetworkDefinition definition, int seed, Span<float> weights)
    {
        for (int p = 0; p < definition.Parameters.Length; p++)
        {
            ParameterDefinition parameter = definition.Parameters[p];
            uint key = CounterRandom.Key(unchecked((ulong)seed), InitialStep, (uint)p);
            Fill(parameter, key, weights.Slice(checked((int)parameter.Offset), parameter.Length));
        }
    }

    public static void Fill(ParameterDefinition parameter, uint key, Span<float> values)
    {
        int blocks = parameter.Init.Blocks;
        if (blocks == 1)
        {
            Fill(parameter, Columns(parameter), key, values);
            return;
        }

        // Each by numbers of its own.
        values.Clear();
        int columns = Columns(parameter);
        int width = columns / blocks;
        float[] block = new float[values.Length / blocks];
        for (int b = 0; b < blocks; b++)
        {
            if (parameter.Init.OnlyBlock >= 0 && parameter.Init.OnlyBlock != b)
            {
                continue;
            }

            Fill(parameter, width, CounterRandom.Key(key, InitialStep, (uint)b), block);
            for (int row = 0; row < values.Length / columns; row++)
            {
                block.AsSpan(row * width, width).CopyTo(values.Slice((row * columns) + (b * width)));
            }
        }
    }

    private static void Fill(ParameterDefinition parameter, int columns, uint key, Span<float> values)
    {
        ParameterInit init = parameter.Init;
        double spread = init.Value == 0 ? DefaultSpread : init.Value;
        switch (init.Kind)
        {
            case Init.Zeros:
                values.Clear();
                break;
            case Init.Ones:
                values.Fill(1);
                break;
            case Init.Constant:
                values.Fill((float)init.Value);
                break;
            case Init.Uniform:
                RandomFill.Uniform(key, spread, values);
                break;
            case Init.Normal:
                RandomFill.Normal(key, spread, values);
                break;
            case Init.TruncatedNormal:
                RandomFill.TruncatedNormal(key, spread, values);
                break;
            case Init.GlorotUniform:
                RandomFill.Uniform(key, Math.Sqrt(3) * Glorot(init), values);
                break;
            case Init.GlorotNormal:
                RandomFill.Normal(key, Glorot(init), values);
                break;
            case Init.HeUniform:
                RandomFill.Uniform(key, Math.Sqrt(3) * He(init), values);
                break;
            case Init.HeNormal:
                RandomFill.Normal(key, He(init), values);
                break;
            case Init.LeCunUniform:
                RandomFill.Uniform(key, Math.Sqrt(3) * LeCun(init), values);
                break;
            case Init.LeCunNormal:
                RandomFill.Normal(key, LeCun(init), values);
                break;
            case Init.Orthogonal:
                OrthogonalMatrix.Fill(key, init.Value == 0 ? 1 : init.Value, columns, values);
                break;
            case Init.Identity:
                FillIdentity(init.Value == 0 ? 1 : (float)init.Value, columns, values);
                break;
            default:
                throw new InvalidOperationException(
                    $"Parameter {parameter.Name} starts as Init.{init.Kind}, which the compiler should have resolved; "
                    + "this is a bug in the generator that built the model.");
        }
    }

    // The deviations below keep the variance of the signal (LeCun), of signal and gradient on average (Glorot), or of the signal behind
    // a ReLU, which drops half of it (He). A uniform distribution of the same deviation reaches sqrt(3) times as far.
    private static double Glorot(ParameterInit init) => Math.Sqrt(2.0 / Math.Max(1L, (long)init.FanIn + init.FanOut));

    private static double He(ParameterInit init) => Math.Sqrt(2.0 / Math.Max(1, init.FanIn));

    private static double LeCun(ParameterInit init) => Math.Sqrt(1.0 / Math.Max(1, init.FanIn));

    /// <summary>A parameter as a matrix: the last axis across, all others down.</summary>
    private static int Columns(ParameterDefinition parameter) => parameter.Shape.Length == 0 ? 1 : parameter.Shape[^1];

    private static void FillIdentity(float diagonal, int columns, Span<float> values)
    {
        values.Clear();
        for (int i = 0; i < columns && (i * columns) + i < values.Length; i++)
        {
            values[(i * columns) + i] = diagonal;
        }
    }
}
