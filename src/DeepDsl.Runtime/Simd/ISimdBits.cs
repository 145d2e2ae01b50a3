namespace DeepDsl.CompilerServices;

/// <summary>
/// What the polynomials need beyond arithmetic: the same register seen as <c>Width</c> 32-bit integers. Integer operations wrap around.
/// </summary>
internal interface ISimdBits<TSelf> : ISimd<TSelf>
    where TSelf : struct, ISimdBits<TSelf>
{
    static abstract TSelf BroadcastBits(uint bits);

    /// <summary>Lane i holds the integer i.</summary>
    static abstract TSelf IndexBits { get; }

    static abstract TSelf AddInt(TSelf a, TSelf b);
    static abstract TSelf SubtractInt(TSelf a, TSelf b);
    static abstract TSelf MultiplyInt(TSelf a, TSelf b);
    static abstract TSelf And(TSelf a, TSelf b);
    static abstract TSelf Or(TSelf a, TSelf b);
    static abstract TSelf Xor(TSelf a, TSelf b);
    static abstract TSelf ShiftLeft(TSelf a, int count);

    /// <summary>Fills with zeros.</summary>
    static abstract TSelf ShiftRight(TSelf a, int count);

    /// <summary>Converts signed integers.</summary>
    static abstract TSelf IntToFloat(TSelf a);

    /// <summary>
    /// a * b + c in one rounding, or very nearly, on every processor: the functions' reductions cancel, and their bounds and the random
    /// numbers hold everywhere. Where no instruction does it, it is computed in double, which holds the product exactly.
    /// </summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>
    /// significand * 2^exponent in one rounding, for 0.5 &lt; significand &lt; 2 (or NaN) and a whole exponent from -250 to 250.
    /// </summary>
    static abstract TSelf Scale(TSelf significand, TSelf exponent);

    /// <summary>Whether any lane of a mask is set.</summary>
    static abstract bool Any(TSelf mask);
}
