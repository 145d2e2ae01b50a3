using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Writes the values of a row's kernel: what is the same for the whole row before the loop at hand, what is not in it, each once.
/// </summary>
internal sealed class RowBody
{
    private readonly Block _row;
    private readonly RowOperands _operands;
    private readonly IndexExpr _rowNumber;
    private readonly Dictionary<Buffer, RowValue> _values;
    private readonly HashSet<Buffer> _stored;
    private readonly Dictionary<Buffer, int> _levels;
    private readonly List<LoopDim> _loops;
    private readonly LoopIndices _rowIndices;
    private readonly Dictionary<object, string> _ofRow = [];
    private readonly Dictionary<object, string> _ofElement = [];
    private readonly HashSet<Buffer> _computed = [];
    private Block _inside;
    private int _level;
    private IReadOnlyList<IndexExpr> _places = [];
    private int _loads;

    public RowBody(
        Block row, RowSpace space, RowOperands operands, IndexExpr rowNumber, IReadOnlyList<RowValue> values, HashSet<Buffer> stored,
        Dictionary<Buffer, int> levels)
    {
        _row = row;
        _inside = row;
        _operands = operands;
        _rowNumber = rowNumber;
        _values = values.ToDictionary(v => v.Result.Target.Place);
        _stored = stored;
        _levels = levels;
        _loops = space.Loops();
        _rowIndices = LoopIndices.Decode(row, _loops, Counted(_loops, reduced: false), rowNumber);
    }

    /// <summary>Begins a loop over the places of the row, along each of its runs.</summary>
    public void Enter(Block inside, int level, IReadOnlyList<IndexExpr> places)
    {
        (_inside, _level, _places) = (inside, level, places);
        _ofElement.Clear();
        _computed.Clear();
    }

    /// <summary>Computes a value of the row.</summary>
    public void OfRow(RowValue value) => _row.Add(Statements.Compute(_operands.Name(value), value.Result.Body, Arguments(value)));

    /// <summary>Adds an element to a reduction.</summary>
    public void Add(RowValue value)
    {
        VectorExpr[] arguments = Arguments(value);
        string sum = _operands.Name(value);
        VectorExpr element = value.Result.Body is ArgExpr operand ? arguments[operand.Index] : new VectorName(sum + "Term");
        if (value.Result.Body is not ArgExpr)
        {
            _inside.Add(Statements.Compute(sum + "Term", value.Result.Body, arguments));
        }

        _inside.Add(Statements.Set(sum, Reductions.Combined(value.Kind!.Value), element, new VectorName(sum)));
    }

    /// <summary>The variable of a value at the place at hand; computed again, unless a loop before has stored it.</summary>
    public string Element(RowValue value)
    {
        string name = _operands.Name(value);
        Buffer target = value.Result.Target.Place;
        if (_computed.Add(target))
        {
            bool isThere = _stored.Contains(target) && _levels[target] < _level;
            _inside.Add(isThere
                ? Statements.Let(name, new LoadVector(Memory(value)))
                : Statements.Compute(name, value.Result.Body, Arguments(value)));
        }

        return name;
    }

    /// <summary>Where a value is stored.</summary>
    public View Memory(RowValue value) => new(_operands.Written(value.Result.Target), value.IsWhole ? Whole() : _rowNumber);

    private VectorExpr[] Arguments(RowValue value)
    {
        VectorExpr[] arguments = [.. value.Operands.Select(_ => VectorExpr.Zero)];
        foreach (int i in value.Used)
        {
            arguments[i] = new VectorName(Argument(value, value.Operands[i]));
        }

        return arguments;
    }

    private string Argument(RowValue value, LoopOperand operand)
    {
        RowRead read = value.Read(operand);
        bool isUpdated = operand.Buffer?.Place == value.Result.Target.Place; // from what the memory held
        if (!isUpdated && operand.Buffer is { } buffer && _values.TryGetValue(buffer.Place, out RowValue source))
        {
            return source.IsWhole ? Element(source) : _operands.Name(source);
        }

        List<LoopDim> loops = value.Loops(operand);
        bool isOfRow = read == RowRead.Row
            || (read == RowRead.Other && loops.All(l => !l.Reduced || l.Strides[0] == LoopDims.Repeated));
        object memory = operand.Random is { } random ? (random.Kind, random.Stream) : operand.Buffer!;
        object key = read == RowRead.Other ? (memory, value.Shape, operand.Shape) : (memory, read);
        Dictionary<object, string> known = isOfRow ? _ofRow : _ofElement;
        if (!known.TryGetValue(key, out string name))
        {
            name = known[key] = $"v{(_loads++).ToString(CultureInfo.InvariantCulture)}";
            IndexExpr place = read switch
            {
                RowRead.Row => _rowNumber,
                RowRead.Element => Whole(),
                _ => Other(loops, name),
            };
            (isOfRow ? _row : _inside).Add(Statements.Let(name, operand.Random is { } drawn
                ? new DrawVector(drawn.Kind, _operands.Key(drawn), place)
                : new LoadVector(new View(_operands.Read(operand.Buffer!), place), operand.Buffer!.Type)));
        }

        return name;
    }

    /// <summary>Where the element at hand lies in a value of all elements.</summary>
    private IndexExpr Whole() => AtPlace(_loops, _rowIndices).Place(_loops, 0);

    private IndexExpr Other(List<LoopDim> loops, string name) =>
        AtPlace(loops, LoopIndices.Decode(_row, loops, Counted(loops, reduced: false), _rowNumber, name)).Place(loops, 0);

    private LoopIndices AtPlace(List<LoopDim> loops, LoopIndices rows) =>
        rows.With(Counted(loops, reduced: true).Zip(_places, (k, place) => (k, place)).ToDictionary(p => p.k, p => p.place));

    private static List<int> Counted(List<LoopDim> loops, bool reduced) =>
        [.. Enumerable.Range(0, loops.Count).Where(k => loops[k].Reduced == reduced)];
}
