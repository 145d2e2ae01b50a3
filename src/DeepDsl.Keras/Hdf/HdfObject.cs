namespace DeepDsl.Keras;

/// <summary>A group or an array, as the messages of its header say.</summary>
internal sealed class HdfObject
{
    private const int SpaceMessage = 1;
    private const int TypeMessage = 3;
    private const int LayoutMessage = 8;
    private const int AttributeMessage = 12;
    private const int Continuation = 16;
    private const int TableMessage = 17;

    private readonly HdfFile _file;
    private readonly List<(int Type, byte[] Bytes)> _messages = [];
    private Dictionary<string, HdfObject>? _children;

    /// <param name="file">The file.</param>
    /// <param name="address">Of its header.</param>
    public HdfObject(HdfFile file, ulong address)
    {
        _file = file;
        HdfBytes head = file.Read(address, 16);
        if (head.Byte() != 1)
        {
            throw new InvalidDataException("A header is of another version than h5py writes where it is not told otherwise.");
        }

        head.Skip(7);
        Queue<(ulong At, ulong Length)> blocks = new([(address + 16, head.Int())]);
        while (blocks.TryDequeue(out (ulong At, ulong Length) block))
        {
            HdfBytes messages = file.Read(block.At, checked((long)block.Length));
            while (messages.Left >= 8)
            {
                (int type, int size) = (messages.Short(), messages.Short());
                messages.Skip(4);
                byte[] bytes = messages.Take(size).ToArray();
                if (type == Continuation)
                {
                    HdfBytes next = new(bytes);
                    blocks.Enqueue((next.Long(), next.Long()));
                }

                _messages.Add((type, bytes));
            }
        }
    }

    public bool IsGroup => Find(TableMessage) is not null;

    public bool IsArray => Find(LayoutMessage) is not null;

    /// <summary>What a group holds, by name; nothing of anything else.</summary>
    public IReadOnlyDictionary<string, HdfObject> Children() => _children ??= ReadChildren();

    /// <summary>What a path of names leads to; null for nothing.</summary>
    public HdfObject? At(string path)
    {
        HdfObject? at = this;
        foreach (string name in path.Split('/'))
        {
            at = at?.Children().GetValueOrDefault(name);
        }

        return at;
    }

    /// <summary>
    /// The texts of an attribute, or of those of the same name and a number behind it where one was too small for all; null for none.
    /// </summary>
    public string[]? Texts(string name)
    {
        Dictionary<string, HdfAttribute> attributes = [];
        foreach ((_, byte[] bytes) in _messages.Where(m => m.Type == AttributeMessage))
        {
            HdfAttribute attribute = HdfAttribute.Read(bytes);
            attributes.TryAdd(attribute.Name, attribute);
        }

        if (attributes.TryGetValue(name, out HdfAttribute? whole))
        {
            return whole.Texts();
        }

        List<string> texts = [];
        for (int i = 0; attributes.TryGetValue($"{name}{i}", out HdfAttribute? part); i++)
        {
            texts.AddRange(part.Texts());
        }

        return texts.Count > 0 ? [.. texts] : null;
    }

    /// <summary>The floats of an array.</summary>
    /// <param name="name">What messages call it.</param>
    public KerasArray Floats(string name)
    {
        if (Find(SpaceMessage) is not { } space || Find(TypeMessage) is not { } type || Find(LayoutMessage) is not { } layout)
        {
            throw new InvalidDataException($"'{Listing.Short(name)}' is no array.");
        }

        long[] shape = HdfAttribute.Shape(space);
        HdfFloats floats = HdfFloats.Of(type)
            ?? throw new InvalidDataException($"'{Listing.Short(name)}' holds no floats of 16, 32 or 64 bits.");
        long count = shape.Aggregate(1L, (n, d) => checked(n * d));
        int version = layout.Byte();
        int kind = layout.Byte();
        const int Contiguous = 1;
        if (version is not (3 or 4) || kind != Contiguous)
        {
            throw new InvalidDataException($"'{Listing.Short(name)}' does not lie in one piece, as the arrays of Keras do.");
        }

        ulong at = layout.Long();
        float[] values = count == 0 ? [] : floats.Read(_file.Read(at, checked(count * floats.Size)).Rest());
        return new KerasArray(Array.ConvertAll(shape, d => checked((int)d)), values);
    }

    private HdfBytes? Find(int message) => _messages.FirstOrDefault(m => m.Type == message).Bytes is { } bytes ? new HdfBytes(bytes) : null;

    private Dictionary<string, HdfObject> ReadChildren()
    {
        Dictionary<string, HdfObject> children = new(StringComparer.Ordinal);
        if (Find(TableMessage) is not { } table)
        {
            return children;
        }

        (ulong tree, ulong heap) = (table.Long(), table.Long());
        HdfBytes head = _file.Read(heap, 32);
        HdfFile.Expect(head, "HEAP");
        head.Skip(4);
        (ulong size, _, ulong names) = (head.Long(), head.Long(), head.Long());
        foreach ((ulong name, ulong header) in HdfTree.Entries(_file, tree))
        {
            if (name >= size)
            {
                throw new InvalidDataException("A name lies outside of the names of its group.");
            }

            if (header != HdfFile.Undefined) // links to other places, which Keras does not make
            {
                children.TryAdd(_file.Text(names + name, checked((long)(size - name))), new HdfObject(_file, header));
            }
        }

        return children;
    }
}
