namespace DeepDsl;

/// <summary>
/// The registers that the CPU's kernels use. Between widths the last bits of results may differ, since sums are formed in another order.
/// </summary>
public enum SimdWidth
{
    /// <summary>One float at a time, for comparison.</summary>
    Scalar,

    /// <summary>4 floats.</summary>
    Bits128,

    /// <summary>8 floats, AVX2.</summary>
    Bits256,

    /// <summary>16 floats, AVX-512.</summary>
    Bits512,
}
