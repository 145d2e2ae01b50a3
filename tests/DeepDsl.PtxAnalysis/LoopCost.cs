namespace DeepDsl.PtxAnalysis;

/// <summary>
/// What one warp asks for in a round of a loop, or in several: instructions by the units that do them, bytes, cycles of shared memory.
/// </summary>
public sealed record LoopCost
{
    /// <summary>On ordinary floats; 32 multiply-adds, or additions, or products each.</summary>
    public double Floats { get; init; }

    /// <summary>Of them, those that multiply and add.</summary>
    public double MultiplyAdds { get; init; }

    /// <summary>Multiply-adds of tensor cores as cycles at their peak.</summary>
    public double Tensor { get; init; }

    public double TensorInstructions { get; init; }

    public double Ints { get; init; }

    public double Specials { get; init; }

    /// <summary>Loads, stores and copies.</summary>
    public double Accesses { get; init; }

    /// <summary>Cycles that shared memory needs for them: more than its bytes say where threads want one bank.</summary>
    public double SharedCycles { get; init; }

    public double GlobalBytes { get; init; }

    public double Barriers { get; init; }

    /// <summary>Branches, comparisons and all else.</summary>
    public double Others { get; init; }

    public double Issued => Floats + TensorInstructions + Ints + Specials + Accesses + Barriers + Others;

    /// <summary>Cycles of a multiprocessor by each unit, were the others free.</summary>
    public IReadOnlyDictionary<string, double> Cycles => new Dictionary<string, double>
    {
        ["issue"] = Issued / Hopper.Issued,
        ["floats"] = Floats / Hopper.Floats,
        ["tensor cores"] = Tensor / Hopper.OfTensorPeak,
        ["ints"] = Ints / Hopper.Ints,
        ["special functions"] = Specials / Hopper.Specials,
        ["loads and stores"] = Accesses / Hopper.Accesses,
        ["shared memory"] = SharedCycles,
        ["global memory"] = GlobalBytes / Hopper.GlobalBytes,
    };

    public static LoopCost operator +(LoopCost a, LoopCost b) => new()
    {
        Floats = a.Floats + b.Floats,
        MultiplyAdds = a.MultiplyAdds + b.MultiplyAdds,
        Tensor = a.Tensor + b.Tensor,
        TensorInstructions = a.TensorInstructions + b.TensorInstructions,
        Ints = a.Ints + b.Ints,
        Specials = a.Specials + b.Specials,
        Accesses = a.Accesses + b.Accesses,
        SharedCycles = a.SharedCycles + b.SharedCycles,
        GlobalBytes = a.GlobalBytes + b.GlobalBytes,
        Barriers = a.Barriers + b.Barriers,
        Others = a.Others + b.Others,
    };

    public static LoopCost operator *(LoopCost a, double times) => new()
    {
        Floats = a.Floats * times,
        MultiplyAdds = a.MultiplyAdds * times,
        Tensor = a.Tensor * times,
        TensorInstructions = a.TensorInstructions * times,
        Ints = a.Ints * times,
        Specials = a.Specials * times,
        Accesses = a.Accesses * times,
        SharedCycles = a.SharedCycles * times,
        GlobalBytes = a.GlobalBytes * times,
        Barriers = a.Barriers * times,
        Others = a.Others * times,
    };
}
