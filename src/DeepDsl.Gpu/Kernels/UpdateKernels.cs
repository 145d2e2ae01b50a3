using ILGPU;

namespace DeepDsl.Gpu.Kernels;

internal static class UpdateKernels
{
    /// <summary>Parameters start at multiples of this many floats, so a block of the flat buffers belongs to one parameter.</summary>
    public const int Block = 16;

    /// <summary>The whole optimizer step in one pass over the flat buffers.</summary>
    /// <param name="weights">Changed in place.</param>
    /// <param name="gradients">Not yet multiplied by their factors.</param>
    /// <param name="first">The rule's first slot, or anything where it has none.</param>
    /// <param name="second">The rule's second slot, or anything where it has none.</param>
    /// <param name="factors">On the gradients of each parameter, from clipping.</param>
    /// <param name="parameterOfBlock">Which parameter each block belongs to.</param>
    /// <param name="treatments">What differs between parameters.</param>
    /// <param name="rule">The optimizer, with the step's numbers, of which a parameter has its own.</param>
    /// <param name="settings">The step's other numbers, likewise.</param>
    /// <param name="progress">Whether to leave everything as it is.</param>
    /// <param name="count">Floats in the buffers.</param>
    public static void Update<TRule>(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> first, ArrayView<float> second, ArrayView<float> factors,
        ArrayView<int> parameterOfBlock, ArrayView<Treatment> treatments, ArrayView<TRule> rule, ArrayView<UpdateSettings> settings,
        ArrayView<StepProgress> progress, int count)
        where TRule : unmanaged, IUpdateRule
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i >= count || progress[0].Halted != 0)
        {
            return;
        }

        int parameter = parameterOfBlock[i / Block];
        var treatment = treatments[parameter];
        if (treatment.Moves == 0)
        {
            return;
        }

        float weight = weights[i];
        float gradient = gradients[i] * factors[parameter];
        if (treatment.Decays != 0)
        {
            if (TRule.DecoupledDecay)
            {
                weight *= settings[treatment.Numbers].Shrink;
            }
            else
            {
                gradient += settings[treatment.Numbers].Decay * weight;
            }
        }

        float slot1 = TRule.Slots > 0 ? first[i] : 0;
        float slot2 = TRule.Slots > 1 ? second[i] : 0;
        weights[i] = rule[treatment.Numbers].Move(weight, gradient, ref slot1, ref slot2);
        if (TRule.Slots > 0)
        {
            first[i] = slot1;
        }

        if (TRule.Slots > 1)
        {
            second[i] = slot2;
        }
    }
}
