using System.Text.Json;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>A model for every loss, option and shape of the reference cases, compiled once for all tests.</summary>
internal static class CompiledLosses
{
    public static JsonElement[] Cases { get; } = [.. ReferenceFile.Read("losses.json").EnumerateArray()];

    private static readonly Lazy<Dictionary<string, ModelSpec>> Specs = new(() =>
        Cases.Select(Key).Distinct().Select((key, i) => (key, i)).ToDictionary(k => k.key, k => Spec(k.key, $"Loss{k.i}")));

    private static readonly Lazy<CompiledModels> Models = new(() => new CompiledModels("Losses", Specs.Value.Values));

    public static ModelSpec Spec(JsonElement c) => Specs.Value[Key(c)];

    public static NetworkDefinition Definition(JsonElement c) => Models.Value.Definition(Spec(c));

    public static int[] Shape(JsonElement c) => [.. c.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];

    private static string Key(JsonElement c) => $"{string.Join(",", Shape(c).Skip(1))}|{c.GetProperty("arguments").GetString()}";

    /// <summary>Outputs are filled by hand, so any layer that keeps the shape will do.</summary>
    private static ModelSpec Spec(string key, string name)
    {
        string[] parts = key.Split('|');
        Op identity = OpTable.Find("Identity")!;
        ModelSpec spec = OneLayerModel.Spec(identity, new Example("", [.. parts[0].Split(',').Select(int.Parse)]));
        return spec with { Name = name, Gpu = true, Settings = new[] { new AttributeSpec("Loss", SpecReader.ReadArguments(parts[1])) } };
    }
}
