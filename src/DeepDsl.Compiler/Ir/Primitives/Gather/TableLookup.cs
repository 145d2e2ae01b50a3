namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>How indices name vectors of a table.</summary>
/// <param name="ByColumns">They are the columns of a table [D, V], not the rows of one [V, D].</param>
/// <param name="MayMiss">Whether an index may be that of no vector: the nearest is read then, and what is added to it must be zeros.</param>
public sealed record TableLookup(bool ByColumns, bool MayMiss)
{
    /// <summary>Of rows, all of which are there.</summary>
    public static TableLookup Rows { get; } = new(false, false);

    /// <summary>How many vectors a table has.</summary>
    public Dim Count(Shape table) => table[ByColumns ? 1 : 0];

    /// <summary>Elements of a vector.</summary>
    public Dim Width(Shape table) => table[ByColumns ? 0 : 1];

    /// <summary>The axis along which an element of the vectors lies.</summary>
    internal NodeAxis Along(Node table) => new(table, ByColumns ? 2 : 1);

    /// <summary>Where an element of a vector is in the table.</summary>
    internal int Place(int[] table, double index, int element)
    {
        int vector = MayMiss ? Math.Max(0, Math.Min(table[ByColumns ? 1 : 0] - 1, (int)index)) : (int)index;
        return ByColumns ? (element * table[1]) + vector : (vector * table[1]) + element;
    }

    /// <summary>The lookup that allows what either does; null where they take tables in different ways.</summary>
    internal TableLookup? With(TableLookup other) => ByColumns == other.ByColumns ? this with { MayMiss = MayMiss || other.MayMiss } : null;
}
