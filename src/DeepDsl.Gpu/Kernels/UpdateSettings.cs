namespace DeepDsl.Gpu.Kernels;

/// <summary>
/// The numbers of one optimizer step. What depends on the step alone (bias corrections, warm-up) is folded in on the host, in double.
/// </summary>
internal readonly record struct UpdateSettings
{
    public float Rate { get; init; }

    /// <summary>Shrinks weights directly (AdamW, Lion) or through the gradient, as the rule has it.</summary>
    public float Decay { get; init; }
    public float Momentum { get; init; }
    public float Beta1 { get; init; }
    public float Beta2 { get; init; }
    public float Rho { get; init; }

    /// <summary>1 minus the above, subtracted in double: 1 - 0.999f is off by 1e-5 of its value.</summary>
    public float Beta1Rest { get; init; }
    public float Beta2Rest { get; init; }
    public float RhoRest { get; init; }
    public float Epsilon { get; init; }

    /// <summary>Adam and its kin: the learning rate on the gradient (NAdam alone) and on the first moment, corrections included.</summary>
    public float GradientRate { get; init; }
    public float MomentRate { get; init; }

    /// <summary>One over the square root of the second moment's correction.</summary>
    public float SecondCorrection { get; init; }
}
