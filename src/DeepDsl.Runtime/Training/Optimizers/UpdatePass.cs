using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;
using DeepDsl.Execution;

namespace DeepDsl.Optimizers;

/// <summary>One optimizer's step over the flat buffers: clipping factor, decay and rule in a single pass.</summary>
internal abstract class UpdatePass : ParallelWork
{
    public abstract void Prepare(in OptimizerStep step, float[] gradientScales);
}

internal sealed class UpdatePass<TRule, V>(CpuBuffers buffers, WeightSegments segments) : UpdatePass
    where TRule : struct, IUpdateRule<TRule>
    where V : struct, ISimd<V>
{
    private OptimizerStep _step;
    private TRule _rule;
    private ParameterTreatment[] _treatments = [];
    private float[] _gradientScales = [];

    public override void Prepare(in OptimizerStep step, float[] gradientScales)
    {
        _step = step;
        _rule = TRule.Create(step);
        _treatments = step.Parameters;
        _gradientScales = gradientScales;
        // Here, not in the pass, where several workers would make one each.
        for (int slot = 0; slot < TRule.Slots; slot++)
        {
            buffers.Slot(slot);
        }
    }

    public override void Run(int begin, int end, int worker)
    {
        for (int s = begin; s < end; s++)
        {
            WeightSegment segment = segments.All[s];
            ParameterTreatment treatment = _treatments[segment.Parameter];
            if (treatment.Moves)
            {
                OptimizerStep step = treatment.Of(_step);
                TRule rule = treatment.IsPlain ? _rule : TRule.Create(step);
                float decay = treatment.Decays && !TRule.DecoupledDecay ? (float)step.WeightDecay : 0;
                float shrink = treatment.Decays && TRule.DecoupledDecay ? (float)(1 - (step.LearningRate * step.WeightDecay)) : 1;
                Move(segment, rule, _gradientScales[segment.Parameter], decay, shrink);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(WeightSegment segment, TRule rule, float gradientScale, float decay, float shrink)
    {
        ref float weights = ref buffers.Weights.At(segment.Start).Reference;
        ref float gradients = ref buffers.Gradients.At(segment.Start).Reference;
        ref float firsts = ref TRule.Slots > 0 ? ref buffers.Slot(0).At(segment.Start).Reference : ref weights;
        ref float seconds = ref TRule.Slots > 1 ? ref buffers.Slot(1).At(segment.Start).Reference : ref weights;
        V scales = V.Broadcast(gradientScale);
        V decays = V.Broadcast(decay);
        V shrinks = V.Broadcast(shrink);
        V first = V.Zero;
        V second = V.Zero;
        for (nint i = 0; i < segment.Length; i += V.Width)
        {
            V weight = V.Load(ref Unsafe.Add(ref weights, i));
            V gradient = V.MultiplyAdd(decays, weight, V.Load(ref Unsafe.Add(ref gradients, i)) * scales);
            if (TRule.Slots > 0)
            {
                first = V.Load(ref Unsafe.Add(ref firsts, i));
            }

            if (TRule.Slots > 1)
            {
                second = V.Load(ref Unsafe.Add(ref seconds, i));
            }

            rule.Move(weight * shrinks, gradient, ref first, ref second).Store(ref Unsafe.Add(ref weights, i));
            if (TRule.Slots > 0)
            {
                first.Store(ref Unsafe.Add(ref firsts, i));
            }

            if (TRule.Slots > 1)
            {
                second.Store(ref Unsafe.Add(ref seconds, i));
            }
        }
    }
}
