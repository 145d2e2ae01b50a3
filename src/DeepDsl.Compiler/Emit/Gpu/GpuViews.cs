using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>
/// Where a value lies, as a view of a frame f: exactly as long as the value, so that the emulation notices what goes beyond.
/// </summary>
internal static class GpuViews
{
    public static string Of(Buffer value)
    {
        string place = $"({value.Offset}, {value.Shape.Size.PerSample})";
        return (value.Space, value.Type) switch
        {
            (Space.Arena, ElementType.Int32) => "f.ArenaInts" + place,
            (_, ElementType.Int32) => throw new InvalidOperationException($"{value} holds ints outside the arena."),
            (Space.Arena, _) => "f.Arena" + place,
            (Space.Fixed, _) => "f.Fixed" + place,
            (Space.Weights, _) => "f.Weights" + place,
            (Space.State, _) => "f.State" + place,
            (Space.Gradients, _) => "f.Gradients" + place,
            _ => "f.Constants" + place,
        };
    }
}
