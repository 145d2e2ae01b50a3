using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>
/// Attention as products and a softmax: heads behind the batch, and where several heads of queries share one of keys, those behind that.
/// </summary>
internal sealed class AttentionExport
{
    private readonly ExportScope _scope;
    private readonly GraphWriter _writer;
    private readonly AttentionNode _node;
    private readonly AttentionForm _form;
    private readonly int _shared;

    private AttentionExport(ExportScope scope, AttentionNode node)
    {
        (_scope, _writer, _node, _form) = (scope, scope.Writer, node, node.Form);
        _shared = _form.Heads / _form.KeyHeads;
    }

    /// <summary>Gives the means; nothing that predicts reads the logarithms of sums.</summary>
    public static void Run(ExportScope scope, AttentionNode node) =>
        scope.Set(
            scope.Needed.OfType<ResultNode>().Single(r => r.Source == node && r.Index == 0), new AttentionExport(scope, node).Means());

    private string Means()
    {
        string queries = Heads(0, _form.Starts.Queries, _form.HeadSize, areQueries: true, 0, 2, 1, 3);
        string keys = Heads(1, _form.Starts.Keys, _form.HeadSize, areQueries: false, 0, 2, 3, 1);
        string values = Heads(2, _form.Starts.Values, _form.ValueSize, areQueries: false, 0, 2, 1, 3);
        string scores = _writer.Call("Mul", [_writer.Call("MatMul", [queries, keys]), _writer.Number(_form.Scale)]);
        if (_form.Slopes is { } slopes)
        {
            scores = _writer.Call("Sub", [scores, Distances(_node.Inputs[slopes])]);
        }

        string? sees = Sees();
        string? masked = sees is null ? null : _writer.Call("Where", [sees, scores, _writer.Number(float.MinValue)]);
        string weights = _writer.Call("Softmax", [masked ?? scores], ("axis", -1L));
        if (sees is not null && (_form.HasKeyLengths || _node.Keys != _node.Queries))
        {
            weights = _writer.Call("Where", [sees, weights, _writer.Number(0)]); // of a query that sees nothing, all are zero
        }

        string means = _writer.Call("MatMul", [weights, values]);
        int[] order = _shared == 1 ? [0, 2, 1, 3] : [0, 3, 1, 2, 4];
        string side = _writer.Call("Reshape", [_scope.Permuted(means, order), _writer.Longs(0, 0, _form.Heads * _form.ValueSize)]);
        if (_form.QueryLengths is not { } lengths)
        {
            return side;
        }

        string isOwn = Below(_writer.Call("Unsqueeze", [Range(_node.Queries), _writer.Longs(1)]), lengths, 3);
        return _writer.Call("Where", [isOwn, side, _writer.Number(0)]);
    }

    /// <summary>One side [N, T, heads * size] as [N, heads, T, size], or transposed.</summary>
    private string Heads(int side, int start, int size, bool areQueries, params int[] order)
    {
        Node input = _node.Inputs[_form.IsPacked ? 0 : side];
        int heads = areQueries ? _form.Heads : _form.KeyHeads;
        bool isPart = input.Shape[2] != heads * size;
        string value = !isPart ? _scope.Read(input)
            : _writer.Call("Slice", [_scope.Read(input), _writer.Longs(start), _writer.Longs(start + (heads * size)), _writer.Longs(2)]);
        if (_shared == 1)
        {
            return _scope.Permuted(_writer.Call("Reshape", [value, _writer.Longs(0, 0, heads, size)]), order);
        }

        string split = _writer.Call("Reshape", [value, _writer.Longs(0, 0, _form.KeyHeads, areQueries ? _shared : 1, size)]);
        return _scope.Permuted(split, [0, 2, 3, .. order.Skip(2).Select(axis => axis == 1 ? 1 : 4)]);
    }

    /// <summary>Which keys a query sees, as what broadcasts to the scores; null where all do.</summary>
    private string? Sees()
    {
        List<string> conditions = [];
        string Ahead(string limit) => _writer.Call("Less", [_writer.Call("Sub", [Keys(), Positions()]), limit]);
        if (_form.IsCausal)
        {
            conditions.Add(Ahead(_writer.Long(1)));
        }
        else if (_form.Window > 0)
        {
            conditions.Add(Ahead(_writer.Long(_form.Window)));
        }

        if (_form.Window > 0)
        {
            conditions.Add(_writer.Call("Less", [_writer.Call("Sub", [Positions(), Keys()]), _writer.Long(_form.Window)]));
        }

        if (_form.KeyLengths is { } lengths)
        {
            conditions.Add(Below(Keys(), lengths, _shared == 1 ? 4 : 5));
        }

        return conditions.Count == 0 ? null : conditions.Aggregate((a, b) => _writer.Call("And", [a, b]));
    }

    /// <summary>By how much each score is less for the distance of its key.</summary>
    private string Distances(Node slopes)
    {
        string away = _writer.Call("Abs", [_writer.Call("Sub", [Positions(), Keys()])]);
        string shape = _shared == 1 ? _writer.Longs(-1, 1, 1) : _writer.Longs(_form.KeyHeads, _shared, 1, 1);
        string byHead = _writer.Call("Reshape", [_scope.Read(slopes), shape]);
        return _writer.Call("Mul", [byHead, _scope.Cast(away, OnnxType.Float)]);
    }

    /// <summary>The positions of keys: [Tk].</summary>
    private string Keys() => Range(_node.Keys);

    /// <summary>The positions of queries among the keys, both ending at the same: [Tq, 1].</summary>
    private string Positions()
    {
        Dim first = _node.Keys - _node.Queries;
        string numbers = Range(_node.Queries);
        string moved = first == 0 ? numbers : _writer.Call("Add", [numbers, _scope.Sizes.Of(first)]);
        return _writer.Call("Unsqueeze", [moved, _writer.Longs(1)]);
    }

    /// <summary>0, 1 and so on.</summary>
    private string Range(Dim count)
    {
        string end = count.IsConstant ? _writer.Long(count.Constant) : _writer.Call("Squeeze", [_scope.Sizes.Of(count)]);
        return _writer.Call("Range", [_writer.Long(0), end, _writer.Long(1)]);
    }

    /// <summary>Which numbers are below the length of each sample, where the result has so many axes.</summary>
    private string Below(string numbers, int lengths, int rank)
    {
        string most = _scope.ReadLongs(_node.Inputs[lengths]);
        return _writer.Call("Less", [numbers, _writer.Call("Reshape", [most, _writer.Longs([-1, .. Enumerable.Repeat(1L, rank - 1)])])]);
    }
}
