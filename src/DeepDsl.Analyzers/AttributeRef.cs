namespace DeepDsl.Analyzers;

/// <summary>An attribute by its place in the declaration, wherever that stands in the source: the third layer, the first setting.</summary>
public readonly record struct AttributeRef(bool IsSetting, int Index)
{
    private const string Setting = "setting ";
    private const string Layer = "layer ";

    public static AttributeRef Parse(string text) => text.StartsWith(Setting, StringComparison.Ordinal)
        ? new(true, int.Parse(text.Substring(Setting.Length))) : new(false, int.Parse(text.Substring(Layer.Length)));

    public override string ToString() => (IsSetting ? Setting : Layer) + Index;
}
