namespace DeepDsl.Gpu.Kernels;

/// <summary>One optimizer: what becomes of a weight, given its gradient and up to two values that it keeps for it.</summary>
internal interface IUpdateRule
{
    /// <summary>How many values per weight it keeps.</summary>
    static abstract int Slots { get; }

    /// <summary>True where decay acts on the weight itself; else it is added to the gradient before the rule sees it.</summary>
    static abstract bool DecaysWeights { get; }

    /// <summary>The weight's change, to be subtracted.</summary>
    static abstract float Change(float gradient, ref float first, ref float second, UpdateSettings settings);
}
