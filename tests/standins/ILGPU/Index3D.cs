namespace ILGPU;

public readonly struct Index3D(int x, int y, int z) : IIndex
{
    public int X { get; } = x;
    public int Y { get; } = y;
    public int Z { get; } = z;
    public int Size => X * Y * Z;

    public static implicit operator Index3D((int x, int y, int z) values) => new(values.x, values.y, values.z);

    public override string ToString() => $"({X}, {Y}, {Z})";
}
