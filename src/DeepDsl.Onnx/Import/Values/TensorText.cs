using System.Globalization;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Onnx;

/// <summary>An expression of tensors, as C# and as specifications have it.</summary>
internal sealed record TensorText(string Source, string Notation)
{
    private const int Place = 1;

    public static TensorText Of(string name) => new(name, name);

    public static TensorText operator +(TensorText a, TensorText b) => Binary("+", a, b);

    public static TensorText operator -(TensorText a, TensorText b) => Binary("-", a, b);

    public static TensorText operator *(TensorText a, TensorText b) => Binary("*", a, b);

    public static TensorText operator /(TensorText a, TensorText b) => Binary("/", a, b);

    public TensorText Call(string method, params TensorText[] others) => new(
        $"{Source}.{method}({string.Join(", ", others.Select(o => o.Source))})",
        $"{method}'{Place}({string.Join(", ", others.Prepend(this).Select(o => o.Notation))})");

    /// <summary>A function of two numbers, a and b, of elements that meet.</summary>
    public TensorText Map(TensorText other, string function) => new(
        $"{Source}.Map({other.Source}, (a, b) => {function})",
        $"Map'{Place}({Notation}, {other.Notation}, [\"a\", \"b\"], \"{ScalarCode.NotationOf(function)}\")");

    public TensorText Slice(int axis, long start, long length) => Call("Slice", Number(axis), Number(start), Number(length));

    public TensorText Concat(TensorText other, int axis) => Call("Concat", other, Number(axis));

    public TensorText Reduce(string method, int axis, bool keep) =>
        Call(method, keep ? [Number(axis), new TensorText("keep: true", "1")] : [Number(axis), new TensorText("keep: false", "0")]);

    public TensorText Permute(IEnumerable<int> order) => Listed("Permute", order.Select(i => (long)i));

    public TensorText Reshape(IEnumerable<long> shape) => Listed("Reshape", shape);

    private TensorText Listed(string method, IEnumerable<long> numbers) => new(
        $"{Source}.{method}({string.Join(", ", numbers)})",
        $"{method}'{Place}({Notation}, [{string.Join(", ", numbers.Select(n => Number(n).Notation))}])");

    private static TensorText Number(long number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return new TensorText(text, $"({text})");
    }

    private static TensorText Binary(string symbol, TensorText a, TensorText b) => new(
        $"({a.Source} {symbol} {b.Source})", $"{TensorNotation.MethodOf(symbol)}'{Place}({a.Notation}, {b.Notation})");
}
