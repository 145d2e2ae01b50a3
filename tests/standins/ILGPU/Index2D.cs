namespace ILGPU;

public readonly struct Index2D(int x, int y) : IIndex
{
    public int X { get; } = x;
    public int Y { get; } = y;
    public int Size => X * Y;

    public static implicit operator Index2D((int x, int y) values) => new(values.x, values.y);

    public override string ToString() => $"({X}, {Y})";
}
