using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Sizes that are set at run time, read off the inputs that have them; each is computed once, before everything else.</summary>
internal sealed class SizeValues(GraphWriter root)
{
    private readonly Dictionary<string, (string Input, int Axis)> _inputs = [];
    private readonly Dictionary<string, Dim> _told = [];
    private readonly Dictionary<Dim, string> _values = [];
    private readonly Dictionary<Dim, string> _numbers = [];

    /// <summary>Takes sizes from an input.</summary>
    public void Read(InputNode input, string name)
    {
        for (int axis = 0; axis < input.Shape.Rank; axis++)
        {
            Dim size = input.Shape[axis];
            if (!size.IsConstant && _inputs.TryAdd(size.ToString(), (name, axis)))
            {
                TellSymbol(size);
            }
        }
    }

    /// <summary>Takes a size from a value that holds it as a whole number [1].</summary>
    public void Give(Dim size, string value)
    {
        _values.Add(size, value);
        TellSymbol(size);
    }

    /// <summary>A size as whole numbers [1].</summary>
    public string Of(Dim size)
    {
        if (size.IsConstant)
        {
            return root.Longs(size.Constant);
        }

        if (!_values.TryGetValue(size, out string? value))
        {
            string layer = root.Layer;
            root.Layer = "size";
            _values.Add(size, value = Compute(size));
            root.Layer = layer;
        }

        return value;
    }

    /// <summary>A size as a float without axes.</summary>
    public string Number(Dim size)
    {
        if (size.IsConstant)
        {
            return root.Number(size.Constant);
        }

        if (!_numbers.TryGetValue(size, out string? number))
        {
            number = root.Call("Cast", [root.Call("Squeeze", [Of(size)])], ("to", (long)OnnxType.Float));
            _numbers.Add(size, number);
        }

        return number;
    }

    /// <summary>A shape as whole numbers.</summary>
    public string Of(Shape shape) => shape.IsConstant
        ? root.Longs([.. shape.Select(d => d.Constant)])
        : root.Call("Concat", [.. shape.Select(Of)], ("axis", 0L));

    /// <summary>What a reshape is given, which finds one size by the others.</summary>
    /// <param name="from">What is reshaped.</param>
    /// <param name="to">With as many elements.</param>
    public string ForReshape(Shape from, Shape to)
    {
        Dim[] sizes = [.. to];
        bool isKept = to.Rank > 0 && from.Rank > 0 && !to[0].IsConstant && to[0] == from[0];
        int found = Array.FindIndex(sizes, isKept ? 1 : 0, d => !d.IsConstant);
        long? Known(int axis) => axis == 0 && isKept ? 0 : axis == found ? -1 : sizes[axis].IsConstant ? sizes[axis].Constant : null;
        long?[] known = [.. sizes.Select((_, axis) => Known(axis))];
        return known.All(k => k is not null)
            ? root.Longs([.. known.Select(k => k!.Value)])
            : root.Call("Concat", [.. known.Select((k, axis) => k is { } number ? root.Longs(number) : Of(sizes[axis]))], ("axis", 0L));
    }

    /// <summary>Takes a symbol from a size that is that and a number: the steps so far are one less than those with this one.</summary>
    private void TellSymbol(Dim size)
    {
        foreach (string symbol in size.Symbols.Where(s => (size - Dim.Symbol(s)).IsConstant))
        {
            _told.TryAdd(symbol, size);
        }
    }

    private string Compute(Dim size)
    {
        if (_inputs.TryGetValue(size.ToString(), out var at))
        {
            return root.Call("Gather", [root.Call("Shape", [at.Input]), root.Longs(at.Axis)], ("axis", 0L));
        }

        if (_told.TryGetValue(size.ToString(), out Dim told) && size == Dim.Symbol(size.ToString()))
        {
            return root.Call("Add", [Of(told), root.Longs((size - told).Constant)]);
        }

        return size.Terms.Select(Term).Aggregate((sum, term) => root.Call("Add", [sum, term]));
    }

    private string Term(Dim.Term term)
    {
        string[] factors = [.. term.Monomial.Factors.Select(Factor)];
        string product = factors.Length == 0 ? root.Longs(term.Coefficient) : factors.Aggregate((a, b) => root.Call("Mul", [a, b]));
        return factors.Length == 0 || term.Coefficient == 1 ? product : root.Call("Mul", [product, root.Longs(term.Coefficient)]);
    }

    private string Factor(SizeFactor factor) => factor.IsQuotient
        ? root.Call("Div", [Of(factor.Dividend), root.Longs(factor.Divisor)])
        : _inputs.ContainsKey(factor.Name) || _told.ContainsKey(factor.Name) ? Of(Dim.Symbol(factor.Name))
        : throw new InvalidOperationException($"No input has the size {factor.Name}.");
}
