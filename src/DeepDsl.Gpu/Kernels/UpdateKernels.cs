using ILGPU;

namespace DeepDsl.Gpu.Kernels;

internal static class UpdateKernels
{
    /// <summary>Parameters start at multiples of this many floats, so a block of the flat buffers belongs to one parameter.</summary>
    public const int Block = 16;

    /// <summary>The whole optimizer step in one pass over the flat buffers.</summary>
    /// <param name="weights">Changed in place.</param>
    /// <param name="gradients">Of the loss alone; clipping and penalties are applied here.</param>
    /// <param name="first">The rule's first slot, or anything where it has none.</param>
    /// <param name="second">The rule's second slot, or anything where it has none.</param>
    /// <param name="clip">Element 0 is the factor on all gradients.</param>
    /// <param name="parameterOfBlock">Index into <paramref name="parameters"/> for each block.</param>
    /// <param name="parameters">What differs between parameters.</param>
    /// <param name="settings">The step's numbers.</param>
    /// <param name="count">Floats in the buffers.</param>
    public static void Update<TRule>(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> first, ArrayView<float> second, ArrayView<float> clip,
        ArrayView<int> parameterOfBlock, ArrayView<ParameterSettings> parameters, UpdateSettings settings, int count)
        where TRule : struct, IUpdateRule
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i >= count)
            return;
        var parameter = parameters[parameterOfBlock[i / Block]];
        if (parameter.Rate == 0)
            return;

        float weight = weights[i];
        float decay = settings.Decay * parameter.Decay;
        float sign = weight > 0 ? 1 : weight < 0 ? -1 : 0;
        float gradient = gradients[i] * clip[0] + parameter.L1 * sign + 2 * parameter.L2 * weight;
        if (!TRule.DecaysWeights)
            gradient += decay * weight;

        float slot1 = TRule.Slots > 0 ? first[i] : 0;
        float slot2 = TRule.Slots > 1 ? second[i] : 0;
        float change = TRule.Change(gradient, ref slot1, ref slot2, settings);
        if (TRule.Slots > 0)
            first[i] = slot1;
        if (TRule.Slots > 1)
            second[i] = slot2;
        if (TRule.DecaysWeights)
            change += settings.Rate * decay * weight;
        weights[i] = weight - parameter.Rate * change;
    }
}
