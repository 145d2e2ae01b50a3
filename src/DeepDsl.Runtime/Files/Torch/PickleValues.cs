namespace DeepDsl;

/// <summary>A name in a pickle that Python would import, and here stands for nothing but itself.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>A dict of a pickle, or an OrderedDict, in the order of its entries.</summary>
internal sealed class PickleMap
{
    private List<KeyValuePair<object?, object?>>? _entries;

    public IReadOnlyList<KeyValuePair<object?, object?>> Entries => _entries ?? (IReadOnlyList<KeyValuePair<object?, object?>>)[];

    public void Add(object? key, object? value) => (_entries ??= []).Add(new(key, value));
}

/// <summary>A list or a set of a pickle.</summary>
internal sealed class PickleList
{
    private List<object?>? _items;

    public IReadOnlyList<object?> Items => _items ?? (IReadOnlyList<object?>)[];

    public void Add(object? item) => (_items ??= []).Add(item);
}

/// <summary>Numbers of one type that lie together in the file, of which tensors are parts.</summary>
internal sealed record TorchStorage(string Key, SafetensorsType Type, long Elements);

/// <summary>What a pickle says of a tensor: where in a storage its values lie.</summary>
/// <param name="Storage">Holds the values.</param>
/// <param name="Type">Of the values, which for an untyped storage is another than its own.</param>
/// <param name="Start">Place of the first, in values.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Strides">Values from one index of a dimension to the next.</param>
internal sealed record TorchTensor(TorchStorage Storage, SafetensorsType Type, long Start, long[] Shape, long[] Strides);
