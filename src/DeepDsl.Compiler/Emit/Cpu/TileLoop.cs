using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>One of a tile's loops: taps of a window, rows of an image, the depth of a product.</summary>
internal sealed record TileLoop(Dim Count, long AStep, long BStep)
{
    /// <summary>What to pass for loops, outermost first: of each its trips, and how far A and B move on after one.</summary>
    public static string Arguments(IReadOnlyList<TileLoop> loops) => string.Concat(loops.Select((loop, i) =>
    {
        // The loop inside has moved on by its trips.
        TileLoop? inner = i + 1 < loops.Count ? loops[i + 1] : null;
        long trips = inner?.Count.Value ?? 0;
        return $", {Literals.Int(loop.Count)}, {loop.AStep - (trips * (inner?.AStep ?? 0))}, {loop.BStep - (trips * (inner?.BStep ?? 0))}";
    }));
}
