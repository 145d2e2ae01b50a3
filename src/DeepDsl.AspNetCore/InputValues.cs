using System.Globalization;
using System.Text.Json;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>The values of one input as they are read: no more memory than the largest sample has.</summary>
internal sealed class InputValues(ValueDefinition input, NetworkDefinition model)
{
    private readonly List<int> _extents = []; // of the arrays inside arrays, from the outside
    private int _depth = -1; // of the arrays that hold the numbers
    private float[]? _floats = input.IsInt ? null : [];
    private int[]? _ints = input.IsInt ? [] : null;

    public int Count { get; private set; }

    /// <summary>After <see cref="Check"/>; null for an input of ints.</summary>
    public float[]? Floats => _floats;

    /// <summary>After <see cref="Check"/>; null for an input of floats.</summary>
    public int[]? Ints => _ints;

    public void Add(float value)
    {
        Grow(ref _floats!);
        _floats[Count++] = float.IsFinite(value) ? value : throw new RefusedException(string.Create(
            CultureInfo.InvariantCulture, $"Value {Count - 1} of input '{input.Name}' is {value}; send finite numbers."));
    }

    public void Add(int value)
    {
        Grow(ref _ints!);
        _ints[Count++] = value;
    }

    /// <summary>Reads the value that the reader stands on: numbers, or arrays of them.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            ReadArray(ref reader, depth: 0);
        }
        else
        {
            ReadNumber(ref reader);
        }
    }

    /// <summary>Whether there are as many as the input takes, in its shape, and each in its range.</summary>
    public void Check(in SymbolValues symbols)
    {
        int[] shape = input.Sizes is { } sizes ? Sizes(sizes, symbols) : input.Shape;
        if (Count != input.LengthAt(symbols))
        {
            throw Wrong(shape, $"found {Count}");
        }
        if (_extents.Count > 1 && !_extents.SequenceEqual(shape))
        {
            throw Wrong(shape, $"found {Shapes.Text(_extents)}; send a flat array, or arrays of that shape");
        }
        if (_ints != null)
        {
            Array.Resize(ref _ints, Count);
            try
            {
                CallChecks.InputRange(model, Array.IndexOf(model.Inputs, input), symbols, _ints);
            }
            catch (ArgumentException error)
            {
                throw new RefusedException(error.Message);
            }
        }
        else
        {
            Array.Resize(ref _floats, Count);
        }
    }

    private void ReadArray(ref Utf8JsonReader reader, int depth)
    {
        int items = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                ReadArray(ref reader, depth + 1);
            }
            else
            {
                _depth = _depth < 0 || _depth == depth ? depth : throw Uneven();
                ReadNumber(ref reader);
            }
            items++;
        }
        Reserve(depth + 1);
        if (_extents[depth] < 0)
        {
            _extents[depth] = items;
        }
        else if (_extents[depth] != items)
        {
            throw Uneven();
        }
    }

    /// <summary>Room for the extents of so many levels; not known yet.</summary>
    private void Reserve(int levels)
    {
        while (_extents.Count < levels)
        {
            _extents.Add(-1);
        }
    }

    private void ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new RefusedException(
                $"Value {Count} of input '{input.Name}' is {Text(reader.TokenType)}; send {(input.IsInt ? "whole" : "finite")} numbers.");
        }
        if (!input.IsInt)
        {
            Add(reader.GetSingle());
        }
        else if (reader.TryGetInt32(out int whole))
        {
            Add(whole);
        }
        else
        {
            throw new RefusedException($"Value {Count} of input '{input.Name}' is no whole number of 32 bits; it takes ints.");
        }
    }

    private void Grow<T>(ref T[] values)
    {
        if (Count == input.Length)
        {
            throw Wrong(input.Shape, $"found more{(input.Sizes == null ? "" : " than its largest has")}");
        }
        if (Count == values.Length)
        {
            Array.Resize(ref values, (int)Math.Min(input.Length, Math.Max(64L, 2L * values.Length)));
        }
    }

    private RefusedException Wrong(int[] shape, string found) => new(
        $"Input '{input.Name}' of {model.Name} takes {Shapes.Product(shape)} {CallChecks.Kind(input.IsInt)} {Shapes.Text(shape)}, {found}.");

    private RefusedException Uneven() => new(
        $"Arrays inside input '{input.Name}' differ in length; send a flat array, or arrays of the shape "
        + $"{Shapes.Text(input.Shape, input.Sizes)}.");

    private static int[] Sizes(Size[] sizes, SymbolValues symbols) => Array.ConvertAll(sizes, s => (int)s.At(symbols));

    private static string Text(JsonTokenType token) => token switch
    {
        JsonTokenType.String => "a text",
        JsonTokenType.Null => "null",
        JsonTokenType.True or JsonTokenType.False => "a truth value",
        JsonTokenType.StartObject => "an object",
        _ => "no number",
    };
}
