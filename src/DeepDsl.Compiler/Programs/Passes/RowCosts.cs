using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// When launches are worth joining on a card. A launch costs about 2 us and a round trip through memory, so joining pays but where it takes
/// threads away: a row is one group's, where maps by themselves have a thread for each element. A step of a thread along its row takes a
/// fraction of a microsecond, so a row may take some steps, fewer where there are few rows.
/// </summary>
internal static class RowCosts
{
    /// <summary>What the batch is where it is not known.</summary>
    public const int Typical = 256;

    private const int GroupThreads = 256;

    /// <summary>Of those, how many share a row where neighbouring elements are of different rows.</summary>
    private const int ThreadsOfColumn = 32;

    private const int MostSteps = 16;

    /// <summary>Where one group or a few run along rows that grow with the batch.</summary>
    private const int MostStepsOfFewRows = 4;

    /// <summary>Elements of launches that are worth one although they have nothing to do with each other.</summary>
    private const int Small = 1 << 20;

    public static bool Pays(RowSpace space, IReadOnlyList<RowValue> values)
    {
        int lanes = space.Lanes ?? (space.RunsAlongRows ? GroupThreads : ThreadsOfColumn);
        long steps = (Estimate(space.Length) + lanes - 1) / lanes;

        // Reductions have no more threads by themselves.
        bool keepsThreads = values.All(v => !v.IsWhole);
        return keepsThreads || steps <= (space.Rows.IsConstant && space.RunsAlongRows ? MostStepsOfFewRows : MostSteps);
    }

    /// <summary>The same of launches that share no value: where all threads do the same for either, and none has much to do.</summary>
    public static bool PaysUnrelated(RowSpace space, IReadOnlyList<RowValue> values) =>
        Estimate(space.Elements) <= Small && values.All(v => !v.IsWhole);

    private static long Estimate(Dim size) => size.Evaluate(_ => Typical);
}
