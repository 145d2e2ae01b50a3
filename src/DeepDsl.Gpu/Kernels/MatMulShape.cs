namespace DeepDsl.Gpu.Kernels;

/// <summary>
/// C[M, N] = A[M, K] * B[K, N], for each index of a batch. Element (m, k) of A is at m * ARow + k * AColumn, so a transposed operand is
/// one with its strides exchanged.
/// </summary>
internal readonly record struct MatMulShape(int M, int N, int K)
{
    public int ARow { get; init; } = K;
    public int AColumn { get; init; } = 1;
    public int BRow { get; init; } = N;
    public int BColumn { get; init; } = 1;
    public int Batch { get; init; } = 1;

    /// <summary>Distances between the matrices of a batch; 0 uses the same one for all.</summary>
    public int ABatch { get; init; } = M * K;
    public int BBatch { get; init; } = K * N;
    public int CBatch { get; init; } = M * N;

    /// <summary>1 adds to what C holds, 0 overwrites it.</summary>
    public int Accumulate { get; init; }
}
