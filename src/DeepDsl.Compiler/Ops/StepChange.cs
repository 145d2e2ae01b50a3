using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops;

/// <summary>
/// What a layer makes of the number of steps of a sequence, whatever it is: floor((Spread * steps + Room) / Stride) + 1, or none where what is
/// divided is negative.
/// </summary>
public sealed record StepChange(int Spread, int Room, int Stride)
{
    /// <summary>As many as windows fit.</summary>
    public static StepChange Of(WindowAxis windows) => new(1, windows.Before + windows.After - windows.Extent, windows.Stride);

    /// <summary>So many more, or less.</summary>
    public static StepChange By(int more) => new(1, more - 1, 1);

    /// <summary>So many times as many, and so many more.</summary>
    public static StepChange Times(int factor, int more = 0) => new(factor, more - 1, 1);

    /// <summary>Whether there are as many as before, whatever their number.</summary>
    public bool KeepsNumber => this is { Spread: 1, Room: -1, Stride: 1 };

    public int Of(int steps)
    {
        int room = (Spread * steps) + Room;
        return room < 0 ? 0 : (room / Stride) + 1;
    }

    /// <summary>The same of a size that may have symbols, of which the least leaves some.</summary>
    public Dim Of(Dim steps) => steps.IsConstant ? Of(steps.Value) : ((steps * Spread) + Room).Over(Stride) + 1;

    public Expr Of(Expr steps)
    {
        Expr room = Spread == 1 ? steps + Room : (steps * Spread) + Room;
        return Exprs.Select(Exprs.Less(room, 0), 0, Exprs.Unary(UnaryOp.Floor, room / Stride) + 1);
    }
}
