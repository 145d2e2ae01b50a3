namespace DeepDsl.Gpu.Kernels;

/// <summary>
/// One optimizer at one step: its numbers, which the host computes in double (in float they would drown), and its formula for a weight. The
/// rules are derived from the compiler's table of optimizers (UpdateRules.g.cs).
/// </summary>
internal interface IUpdateRule
{
    /// <summary>How many values per weight it keeps.</summary>
    static abstract int Slots { get; }

    /// <summary>True where decay acts on the weight itself; else it is added to the gradient before the rule sees it.</summary>
    static abstract bool DecoupledDecay { get; }

    /// <summary>The new weight.</summary>
    float Move(float weight, float gradient, ref float first, ref float second);
}
