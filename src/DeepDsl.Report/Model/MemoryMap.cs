using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;

namespace DeepDsl.Report;

/// <summary>Where the buffers of programs that share an arena lie, step by step, for one size of batch and the largest dimensions.</summary>
/// <param name="Name">Of the arena.</param>
/// <param name="Batch">Samples at a time.</param>
/// <param name="Bytes">Of the whole arena.</param>
/// <param name="Lives">The buffers; one that is written anew later has two.</param>
/// <param name="Programs">In the order in which they run, with the number of their steps.</param>
internal sealed record MemoryMap(
    string Name, int Batch, long Bytes, IReadOnlyList<MemoryLife> Lives, IReadOnlyList<(string Program, int Steps)> Programs)
{
    private const int FloatBytes = 4;

    /// <summary>What all buffers would take side by side.</summary>
    public long Apart => Lives.GroupBy(l => (l.Name, l.Start)).Sum(l => l.First().Bytes);

    public int Steps => Programs.Sum(p => p.Steps);

    /// <param name="unit">With the places that the planner gave its buffers.</param>
    /// <param name="extents">Of the dimensions that are set at run time.</param>
    /// <param name="batch">Samples at a time.</param>
    public static MemoryMap Of(ProgramUnit unit, Extents extents, int batch)
    {
        long Bytes(Compiler.Ir.Dim size) =>
            FloatBytes * size.Evaluate(symbol => symbol == "N" ? batch : extents.All.First(e => e.Symbol == symbol).Max);
        IEnumerable<MemoryLife> lives =
            from buffer in Lifetimes.Of(unit)
            where buffer.Key.Space == Space.Arena
            from life in buffer.Value
            orderby buffer.Key.Name, life.First
            select new MemoryLife(buffer.Key.Name, Bytes(buffer.Key.Offset), Bytes(buffer.Key.Length), life.First, life.Last);
        return new MemoryMap(
            unit.Name, batch, Bytes(unit.Plan.Arena), [.. lives],
            [.. unit.Programs.Select(p => (p.Name, p.Launches.Count())).Where(p => p.Item2 > 0)]);
    }
}
