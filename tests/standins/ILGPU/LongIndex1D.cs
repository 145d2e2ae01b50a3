namespace ILGPU;

public readonly struct LongIndex1D(long x) : IIndex
{
    public long X { get; } = x;
    public long Size => X;

    public static implicit operator long(LongIndex1D idx) => idx.X;
    public static implicit operator LongIndex1D(long idx) => new(idx);

    public override string ToString() => X.ToString();
}
