using System.Globalization;
using DeepDsl.Tool.Models;

namespace DeepDsl.Tool.Differences;

/// <summary>What is compared of a layer, or of an input.</summary>
/// <param name="Path">Its name, by which files have its weights.</param>
/// <param name="Text">What it is, as the user wrote it.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Parameters">How many values it trains.</param>
internal sealed record LayerFacts(string Path, string Text, string Output, long Parameters)
{
    public static IReadOnlyList<LayerFacts> Of(FoundModel model) =>
    [
        .. model.Built.Inference.Inputs.Select((input, number) =>
            new LayerFacts(input.Name, TextOf(model, number), input.Node.Shape.WithoutBatch().ToString(), 0)),
        .. model.Built.Inference.Rows.Select(r => new LayerFacts(r.Layer.Path, r.Layer.Display, r.Output.ToString(), r.Parameters)),
    ];

    /// <summary>An input with what it says beside its shape: whether something fills it up changes every result.</summary>
    private static string TextOf(FoundModel model, int number) =>
        model.Spec.Layers.Where(l => l.Kind == "Input").ElementAtOrDefault(number) is { } input
            ? (input with { Arguments = input.Arguments.Where(a => a.Name != "Shape").ToArray() }).ToString() : "Input";

    /// <summary>The op without its arguments.</summary>
    public string Kind => Text.Split('(')[0];

    public bool IsLike(LayerFacts other) => Text == other.Text && Output == other.Output && Parameters == other.Parameters;

    public string Shown => Parameters == 0 ? $"`{Text}` {Output}"
        : string.Create(CultureInfo.InvariantCulture, $"`{Text}` {Output}, {Parameters:#,0} parameters");
}
