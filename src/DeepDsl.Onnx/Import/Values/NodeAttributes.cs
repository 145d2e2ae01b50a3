namespace DeepDsl.Onnx;

/// <summary>The attributes of a node by their types; one of another type is no sound file.</summary>
internal static class NodeAttributes
{
    public static long Long(this OnnxNode node, string name, long standard) =>
        Of<long>(node, name) is { IsGiven: true } given ? given.Value : standard;

    public static double Real(this OnnxNode node, string name, double standard) =>
        Of<float>(node, name) is { IsGiven: true } given ? given.Value : standard;

    public static string Text(this OnnxNode node, string name, string standard) =>
        Of<string>(node, name) is { IsGiven: true } given ? given.Value : standard;

    public static long[]? Longs(this OnnxNode node, string name) => Of<long[]>(node, name) is { IsGiven: true } given ? given.Value : null;

    public static float[]? Reals(this OnnxNode node, string name) => Of<float[]>(node, name) is { IsGiven: true } given ? given.Value : null;

    public static string[]? Texts(this OnnxNode node, string name) =>
        Of<string[]>(node, name) is { IsGiven: true } given ? given.Value : null;

    public static StoredTensor? Tensor(this OnnxNode node, string name) =>
        Of<StoredTensor>(node, name) is { IsGiven: true } given ? given.Value : null;

    public static bool Has(this OnnxNode node, string name) => node.Attributes.Any(a => a.Name == name);

    /// <summary>An axis counted from the front.</summary>
    public static int Axis(long axis, int rank) => axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis)
        : throw new InvalidDataException($"it has the axis {axis}, but its value has {rank} axes.");

    private static (bool IsGiven, T Value) Of<T>(OnnxNode node, string name)
    {
        object? value = node.Attributes.FirstOrDefault(a => a.Name == name).Value;
        return value switch
        {
            null => (false, default!),
            T given => (true, given),
            _ => throw new InvalidDataException($"its {name} is of another type than the operator has."),
        };
    }
}
