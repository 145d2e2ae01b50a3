namespace ILGPU;

public readonly struct Index1D(int x) : IIndex
{
    public int X { get; } = x;
    public int Size => X;

    public static implicit operator int(Index1D idx) => idx.X;
    public static implicit operator Index1D(int idx) => new(idx);
    public static implicit operator LongIndex1D(Index1D index) => new(index.X);

    public static Index1D operator +(Index1D first, Index1D second) => new(first.X + second.X);
    public static Index1D operator -(Index1D first, Index1D second) => new(first.X - second.X);
    public static Index1D operator *(Index1D first, Index1D second) => new(first.X * second.X);
    public static Index1D operator /(Index1D first, Index1D second) => new(first.X / second.X);

    public override string ToString() => X.ToString();
}
