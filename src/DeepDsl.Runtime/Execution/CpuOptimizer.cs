using DeepDsl.CompilerServices;
using DeepDsl.Optimizers;

namespace DeepDsl.Execution;

/// <summary>Penalties, clipping and updates over a model's flat buffers, at one register width.</summary>
internal abstract class CpuOptimizer
{
    public static CpuOptimizer Create(NetworkDefinition definition, CpuBuffers buffers, WorkerPool pool, SimdWidth width) => width switch
    {
        SimdWidth.Bits512 => new CpuOptimizer<Simd512>(definition, buffers, pool),
        SimdWidth.Bits256 => new CpuOptimizer<Simd256>(definition, buffers, pool),
        SimdWidth.Bits128 => new CpuOptimizer<Simd128>(definition, buffers, pool),
        _ => new CpuOptimizer<SimdScalar>(definition, buffers, pool),
    };

    public abstract float Penalty();

    public abstract void AddPenaltyGradients();

    public abstract void Update(in OptimizerStep step);
}

internal sealed class CpuOptimizer<V> : CpuOptimizer
    where V : struct, ISimd<V>
{
    /// <summary>What PyTorch adds to a norm before dividing by it.</summary>
    private const double NormFloor = 1e-6;

    private readonly CpuBuffers _buffers;
    private readonly WorkerPool _pool;
    private readonly WeightSegments _trainable;
    private readonly WeightSegments _penalised;
    private readonly WeightSegments _penalisedTrainable;
    private readonly SquareSumPass<V> _squares;
    private readonly PenaltyPass<V> _penalty;
    private readonly PenaltyGradientPass<V> _penaltyGradient;
    private readonly GradientNoisePass<V> _noise;
    private readonly MaxNormPass<V> _maxNorm;
    private readonly float[] _gradientScales;
    private readonly double[] _squareSums;
    private UpdatePass? _update;
    private Optimizer _updateKind;

    public CpuOptimizer(NetworkDefinition definition, CpuBuffers buffers, WorkerPool pool)
    {
        _buffers = buffers;
        _pool = pool;
        _trainable = new(definition, p => p.Trainable);
        _penalised = new(definition, IsPenalised);
        _penalisedTrainable = new(definition, p => p.Trainable && IsPenalised(p));
        _squares = new(buffers.Gradients, _trainable);
        _penalty = new(definition, buffers, _penalised);
        _penaltyGradient = new(definition, buffers, _penalisedTrainable);
        _noise = new(definition, buffers.Gradients, _trainable);
        _maxNorm = new(definition, buffers);
        _gradientScales = new float[definition.Parameters.Length];
        _squareSums = new double[definition.Parameters.Length];
    }

    public override float Penalty()
    {
        _pool.Run(_penalty, _penalised.All.Length, _penalised.Grain);
        double sum = 0;
        foreach (double part in _penalty.Sums)
        {
            sum += part;
        }

        return (float)sum;
    }

    public override void AddPenaltyGradients() => _pool.Run(_penaltyGradient, _penalisedTrainable.All.Length, _penalisedTrainable.Grain);

    public override void Update(in OptimizerStep step)
    {
        FindGradientScales(step);
        AddNoise(step);
        if (_update == null || _updateKind != step.Optimizer)
        {
            _update = UpdateRules.CreatePass<V>(step.Optimizer, _buffers, _trainable);
            _updateKind = step.Optimizer;
        }

        _update.Prepare(step, _gradientScales);
        _pool.Run(_update, _trainable.All.Length, _trainable.Grain);
        _maxNorm.Treatments = step.Parameters;
        _pool.Run(_maxNorm, _maxNorm.Count, _trainable.Grain);
    }

    private static bool IsPenalised(ParameterDefinition parameter) => parameter.L1 != 0 || parameter.L2 != 0;

    /// <summary>Clips by value in place; bounds on norms become a factor per parameter, which the update applies.</summary>
    private void FindGradientScales(in OptimizerStep step)
    {
        Array.Fill(_gradientScales, 1);
        if (step.ClipValue <= 0 && step.ClipNormPerParameter <= 0 && step.ClipNorm <= 0)
        {
            return;
        }

        _squares.Limit = (float)step.ClipValue;
        _pool.Run(_squares, _trainable.All.Length, _trainable.Grain);
        Array.Clear(_squareSums);
        for (int s = 0; s < _trainable.All.Length; s++)
        {
            int parameter = _trainable.All[s].Parameter;
            _squareSums[parameter] += step.Parameters[parameter].Moves ? _squares.Sums[s] : 0;
        }

        double total = 0;
        for (int p = 0; p < _gradientScales.Length; p++)
        {
            double scale = Scale(_squareSums[p], step.ClipNormPerParameter);
            _gradientScales[p] = (float)scale;
            total += _squareSums[p] * scale * scale;
        }

        float common = (float)Scale(total, step.ClipNorm);
        for (int p = 0; p < _gradientScales.Length; p++)
        {
            _gradientScales[p] *= common;
        }
    }

    /// <summary>Takes the factors along, which are ones then: bounds don't reach noise.</summary>
    private void AddNoise(in OptimizerStep step)
    {
        if (step.Noise.Deviation == 0)
        {
            return;
        }

        (_noise.Noise, _noise.Treatments, _noise.Scales) = (step.Noise, step.Parameters, _gradientScales);
        _pool.Run(_noise, _trainable.All.Length, _trainable.Grain);
        Array.Fill(_gradientScales, 1);
    }

    /// <summary>
    /// The factor that brings a norm down to its limit; a NaN stays a NaN, so that it shows in the weights as in PyTorch.
    /// </summary>
    private static double Scale(double squareSum, double limit) =>
        limit > 0 ? Math.Min(1, limit / (Math.Sqrt(squareSum) + NormFloor)) : 1;
}
