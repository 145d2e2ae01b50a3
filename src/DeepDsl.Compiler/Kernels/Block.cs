using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels;

/// <summary>Statements as they are written one after another.</summary>
internal sealed class Block
{
    private readonly List<Statement> _statements = [];

    /// <summary>A variable for a number, unless the number is as simple as one.</summary>
    public IndexExpr Let(string name, IndexExpr value, bool wide = false)
    {
        if (value is ConstantIndex or VariableIndex)
        {
            return value;
        }

        VariableIndex variable = new(name, wide);
        _statements.Add(new LetIndex(variable, value));
        return variable;
    }

    /// <summary>A reference to a place.</summary>
    public View Let(string name, View place)
    {
        _statements.Add(new LetView(name, place));
        return new View(name);
    }

    public void Add(Statement statement) => _statements.Add(statement);

    public void Add(IEnumerable<Statement> statements) => _statements.AddRange(statements);

    public Statement[] ToArray() => [.. _statements];

    /// <summary>A block written by <paramref name="write"/>.</summary>
    public static Statement[] Of(Action<Block> write)
    {
        Block block = new();
        write(block);
        return block.ToArray();
    }

    /// <summary>The body of a kernel whose work items are alike.</summary>
    public static Statement[] ForItems(string name, Action<Block, VariableIndex> write)
    {
        VariableIndex item = new(name);
        return [new For(item, Kernel.Begin, Kernel.End, 1, Of(b => write(b, item)))];
    }

    /// <summary>On a GPU: the body of a kernel with a thread for each of <paramref name="count"/> items, and some beyond.</summary>
    public static Statement[] ForThreads(IndexExpr count, Action<Block, VariableIndex> write)
    {
        VariableIndex i = new("i");
        IndexExpr number = (new GridIndex(GridPlace.GroupX) * IndexExpr.GroupWidth) + new GridIndex(GridPlace.ThreadX);
        return [new LetIndex(i, number), new If(new Condition(Comparison.Below, i, count), Of(b => write(b, i)), EquatableArray<Statement>.Empty)];
    }

    public void For(string name, IndexExpr from, IndexExpr to, Action<Block, VariableIndex> write)
    {
        VariableIndex variable = new(name);
        Add(new For(variable, from, to, 1, Of(b => write(b, variable))));
    }

    /// <summary>A loop over vectors.</summary>
    public void ForVectors(string name, IndexExpr to, Action<Block, VariableIndex> write, IndexExpr? step = null)
    {
        VariableIndex variable = new(name);
        Add(new For(variable, 0, to, step ?? IndexExpr.VectorWidth, Of(b => write(b, variable))));
    }

    /// <summary>A loop over every number below <paramref name="count"/>; where there is one trip, its statements alone.</summary>
    public void Repeat(string name, Dim count, Action<Block, IndexExpr> write)
    {
        if (count.IsOne)
        {
            write(this, 0);
        }
        else
        {
            For(name, 0, count, write);
        }
    }

    public void If(Condition condition, Action<Block> then, Action<Block>? otherwise = null) =>
        Add(new If(condition, Of(then), otherwise is null ? EquatableArray<Statement>.Empty : Of(otherwise)));
}
