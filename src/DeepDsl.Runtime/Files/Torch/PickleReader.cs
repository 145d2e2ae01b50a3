using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace DeepDsl;

/// <summary>
/// Reads pickles of the instructions that torch.save uses, up to protocol 5. Nothing is imported or called: what a name in a pickle means,
/// and what it gives when it is called, <see cref="TorchGlobals"/> knows of a few, and all others are refused.
/// </summary>
internal sealed class PickleReader(Stream stream)
{
    /// <summary>Bytes of a whole number: more take long to write out, where one is a key.</summary>
    private const int LongestNumber = 32;

    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly List<object?> _memo = [];
    private readonly Dictionary<string, TorchStorage> _storages = new(StringComparer.Ordinal);
    private long _start;

    /// <summary>Where all tensors' values lie that were read of, by their keys.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Storages => _storages;

    /// <summary>Reads one pickle, from where the stream stands to its last instruction.</summary>
    public object? Read()
    {
        _start = stream.Position;
        _stack.Clear();
        _marks.Clear();
        _memo.Clear();
        while (true)
        {
            long at = stream.Position;
            int code = stream.ReadByte();
            switch (code)
            {
                case -1:
                    throw new InvalidDataException($"its pickle ends at byte {at} without the instruction that ends one.");
                case '.':
                    return Pop();
                default:
                    Do((char)code, at);
                    break;
            }
        }
    }

    private void Do(char code, long at)
    {
        switch (code)
        {
            case '\x80': // PROTO
                if (Bytes(1)[0] is byte protocol and > 5)
                {
                    throw new InvalidDataException($"it is a pickle of protocol {protocol}, but 5 is the highest that is known here.");
                }
                break;
            case '\x95': // FRAME: that so many bytes may be read at once
                Bytes(8);
                break;
            case '(':
                _marks.Add(_stack.Count);
                break;
            case '0' when _marks.Count > 0 && _marks[^1] == _stack.Count:
            case '1':
                PopToMark();
                break;
            case '0':
                Pop();
                break;
            case '2':
                _stack.Add(Top());
                break;
            case 'N':
                _stack.Add(null);
                break;
            case '\x88':
            case '\x89':
                _stack.Add(code == '\x88');
                break;
            case 'J' or 'K' or 'M' or 'I' or 'L' or '\x8a' or '\x8b' or 'G':
                _stack.Add(Number(code));
                break;
            case 'X' or '\x8c' or '\x8d' or 'T' or 'U':
                _stack.Add(Encoding.UTF8.GetString(Bytes(Length(code))));
                break;
            case 'B' or 'C' or '\x8e':
                _stack.Add(Bytes(Length(code)));
                break;
            case 'q' or 'r' or 'h' or 'j' or '\x94':
                Remember(code);
                break;
            case ')' or 't' or '\x85' or '\x86' or '\x87':
                _stack.Add(Tuple(code));
                break;
            case '}' or ']' or '\x8f' or 'd' or 'l' or 'a' or 'e' or '\x90' or 's' or 'u':
                Collect(code, at);
                break;
            case 'c':
                _stack.Add(TorchGlobals.Known(new(Line(), Line())));
                break;
            case '\x93':
                string name = Pop<string>("the name of a class");
                _stack.Add(TorchGlobals.Known(new(Pop<string>("the name of a module"), name)));
                break;
            case 'Q':
                _stack.Add(Kept(TorchGlobals.Storage(Pop<object?[]>("what tells where a tensor's values lie"))));
                break;
            case 'R':
                object?[] arguments = Pop<object?[]>("the arguments of a call");
                _stack.Add(TorchGlobals.Call(Pop<PickleGlobal>("what is called"), arguments));
                break;
            case 'b': // BUILD: attributes, which state dicts have beside their entries
                Pop();
                Top<PickleMap>("what gets attributes");
                break;
            default:
                throw new InvalidDataException(
                    $"its pickle has at byte {at} the instruction 0x{(int)code:X2}, which torch.save uses for no state dict.");
        }
    }

    private TorchStorage Kept(TorchStorage storage) => _storages.TryAdd(storage.Key, storage) || _storages[storage.Key] == storage ? storage
        : throw new InvalidDataException($"it has the values '{Listing.Short(storage.Key)}' as two types or of two sizes.");

    private object Number(char code)
    {
        switch (code)
        {
            case 'J':
                return (long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));
            case 'K':
                return (long)Bytes(1)[0];
            case 'M':
                return (long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));
            case 'G':
                return BinaryPrimitives.ReadDoubleBigEndian(Bytes(8));
            case 'I' or 'L':
                string text = Line().TrimEnd('L');
                return long.TryParse(text, out long number) ? number
                    : throw new InvalidDataException($"its pickle has '{Listing.Short(text)}' for a whole number.");
            default:
                long length = code == '\x8a' ? Bytes(1)[0] : Length('X');
                BigInteger big = length <= LongestNumber ? new(Bytes(length))
                    : throw new InvalidDataException($"its pickle has a whole number of {length} bytes, where torch.save writes none above 10.");
                return big >= long.MinValue && big <= long.MaxValue ? (long)big : big;
        }
    }

    private long Length(char code) => code switch
    {
        '\x8c' or 'U' or 'C' => Bytes(1)[0],
        '\x8d' or '\x8e' => (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8)), long.MaxValue),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)),
    };

    /// <summary>Memory is taken for what is there, whatever length a file claims.</summary>
    private byte[] Bytes(long count)
    {
        if (count > stream.Length - stream.Position)
        {
            throw new InvalidDataException($"its pickle should go on for {count} bytes at byte {stream.Position}, but ends before.");
        }
        byte[] bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private string Line()
    {
        const int longest = 1000;
        StringBuilder line = new();
        for (int value = stream.ReadByte(); value != '\n'; value = stream.ReadByte())
        {
            line.Append(value >= 0 && line.Length < longest ? (char)value
                : throw new InvalidDataException($"a name in its pickle does not end: '{Listing.Short(line.ToString())}'."));
        }
        return line.ToString();
    }

    private void Remember(char code)
    {
        long index = code switch
        {
            'q' or 'h' => Bytes(1)[0],
            '\x94' => _memo.Count,
            _ => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)),
        };
        if (code is 'h' or 'j')
        {
            _stack.Add(index < _memo.Count ? _memo[(int)index]
                : throw new InvalidDataException($"its pickle recalls {index}, which it never kept."));
            return;
        }
        // Pickles number what they keep, so that no number is above that of their bytes.
        if (index > stream.Position - _start)
        {
            throw new InvalidDataException($"its pickle keeps something as number {index}, but has kept no more than {_memo.Count}.");
        }
        while (_memo.Count <= index)
        {
            _memo.Add(null);
        }
        _memo[(int)index] = Top();
    }

    private object?[] Tuple(char code)
    {
        if (code == 't')
        {
            return PopToMark();
        }
        object?[] items = new object?[code == ')' ? 0 : code - '\x84'];
        for (int i = items.Length - 1; i >= 0; i--)
        {
            items[i] = Pop();
        }
        return items;
    }

    private void Collect(char code, long at)
    {
        switch (code)
        {
            case '}':
                _stack.Add(new PickleMap());
                break;
            case ']' or '\x8f':
                _stack.Add(new PickleList());
                break;
            case 'a':
                object? last = Pop();
                Top<PickleList>("what is added to").Add(last);
                break;
            case 's':
                object? value = Pop();
                object? key = Pop();
                Top<PickleMap>("what gets an entry").Add(key, value);
                break;
            case 'd' or 'u':
                object?[] pairs = PopToMark();
                PickleMap map = code == 'd' ? new() : Top<PickleMap>("what gets entries");
                if (pairs.Length % 2 != 0)
                {
                    throw new InvalidDataException($"its pickle has a key without a value before byte {at}.");
                }
                for (int i = 0; i < pairs.Length; i += 2)
                {
                    map.Add(pairs[i], pairs[i + 1]);
                }
                if (code == 'd')
                {
                    _stack.Add(map);
                }
                break;
            default:
                object?[] items = PopToMark();
                PickleList list = code == 'l' ? new() : Top<PickleList>("what is added to");
                foreach (object? item in items)
                {
                    list.Add(item);
                }
                if (code == 'l')
                {
                    _stack.Add(list);
                }
                break;
        }
    }

    private object? Top() => _stack.Count > (_marks.Count > 0 ? _marks[^1] : 0) ? _stack[^1]
        : throw new InvalidDataException($"its pickle takes at byte {stream.Position - 1} more than it has.");

    private T Top<T>(string what) => Top() is T value ? value
        : throw new InvalidDataException($"its pickle has at byte {stream.Position - 1} something else in place of {what}.");

    private object? Pop()
    {
        object? top = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private T Pop<T>(string what)
    {
        T top = Top<T>(what);
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private object?[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw new InvalidDataException($"its pickle ends at byte {stream.Position - 1} what it never began.");
        }
        int mark = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        object?[] items = [.. _stack[mark..]];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }
}
