using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DeepDsl.Repo.Tests;

/// <summary>What editors show while a layer, loss or optimizer is typed: the shapes that go in and come out, and the formula.</summary>
public sealed class LayerDocumentationTests
{
    private static readonly Assembly s_runtime = typeof(ModelAttribute).Assembly;

    private static readonly Dictionary<string, string> s_summaries =
        XDocument.Load(Path.ChangeExtension(s_runtime.Location, ".xml")).Descendants("member").ToDictionary(
            m => m.Attribute("name")!.Value,
            m => Regex.Replace(string.Concat(m.Element("summary")?.Nodes().Select(n => n.ToString()) ?? []), @"\s+", " "));

    public static TheoryData<string> Layers =>
        [.. s_runtime.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsAbstract).Select(t => t.Name)];

    public static TheoryData<string> Optimizers => [.. Enum.GetNames<Optimizer>()];

    public static TheoryData<string> Losses => [.. Enum.GetNames<Loss>()];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_tells_shapes_and_formula(string attribute)
    {
        string summary = s_summaries.GetValueOrDefault("T:DeepDsl." + attribute, "");
        AssertHas(summary, @"[Ii]nputs? [^.]*<c>\[", "the shape of its input: Input <c>[H, W, C]</c>");
        AssertHas(summary, @"\boutput\b", "the shape of its output: output <c>[T, C]</c>, or output the same");
        AssertHas(summary, @"<c>y[^<]* \+?= [^<]+</c>", "its formula: <c>y = f(x)</c>");
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_loss_tells_shapes_and_formula(string loss)
    {
        string summary = s_summaries.GetValueOrDefault("F:DeepDsl.Loss." + loss, "");
        AssertHas(summary, @"Output <c>\[", "the shape of the output it reads: Output <c>[..]</c>");
        AssertHas(summary, @"\btargets\b", "the shape of its targets");
        AssertHas(summary, @"<c>loss = [^<]+</c>", "its formula: <c>loss = f(p, t)</c>");
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void An_optimizer_tells_its_formula(string optimizer)
    {
        string summary = s_summaries.GetValueOrDefault("F:DeepDsl.Optimizer." + optimizer, "");
        AssertHas(summary, @"<c>w -?= [^<]+</c>", "its formula: <c>w -= f(g)</c>");
    }

    private static void AssertHas(string summary, string pattern, string what) =>
        Assert.True(Regex.IsMatch(summary, pattern), $"Its documentation lacks {what}. It is: {summary}");
}
