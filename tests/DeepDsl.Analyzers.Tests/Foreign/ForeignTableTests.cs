using System.Reflection;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec.Foreign;

namespace DeepDsl.Analyzers.Tests.Foreign;

/// <summary>Names of other libraries lead to ours, and each of ours exists.</summary>
public sealed class ForeignTableTests
{
    private static readonly Type[] Attributes =
    [
        .. typeof(LayerAttribute).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(Attribute)) && !t.IsAbstract && t.Namespace == "DeepDsl"),
    ];

    /// <summary>Blocks of the package of ready models, whose attributes are made of their constants.</summary>
    private static readonly Dictionary<string, string[]> Blocks = new[] { "TransformerEncoder", "TransformerDecoder" }.ToDictionary(n => n, n => ParametersOf(n));

    public static TheoryData<string> Layers => [.. ForeignNames.Layers.Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_leads_to_an_attribute_of_ours_and_its_parameters_to_arguments(string name)
    {
        ForeignLayer layer = ForeignNames.Find(name)!;
        Assert.Contains(layer.Ours, Attributes.Select(NameOf).Concat(Blocks.Keys));
        Assert.InRange(layer.Required, 0, layer.Parameters.Length);
        Assert.All(layer.Parameters, p => Assert.True(IsArgument(p, layer.Ours), $"{p} of {name} is no argument of {layer.Ours}."));
        if (layer.Given.Length > 0)
        {
            Assert.Contains(layer.Given.Split('.')[^1], Members(layer.Ours == "Loss" ? typeof(Loss) : typeof(Optimizer)));
        }
    }

    [Fact]
    public void A_name_is_in_the_table_once() => Assert.Empty(
        ForeignNames.Layers.GroupBy(l => (ForeignNames.Plain(l.Name), l.Ours)).Where(g => g.Count() > 1).Select(g => g.Key.Item1)
            .Except(["dense", "embedding", "lstm", "gru"]));

    [Fact]
    public void Arguments_are_of_some_attribute() => Assert.All(
        ForeignNames.Arguments.Where(a => a.Ours.Length > 0),
        a => Assert.Contains(a.Ours, a.Layer.Length > 0 ? ArgumentsOf(a.Layer) : Attributes.Select(NameOf).Concat(Blocks.Keys).SelectMany(ArgumentsOf)));

    [Fact]
    public void Values_are_members_of_their_enums() => Assert.All(
        ForeignNames.Values,
        v => Assert.True(v.Ours.Length == 0 || Members(typeof(Loss).Assembly.GetType("DeepDsl." + v.Enum)!).Contains(v.Ours), $"{v.Enum} has no {v.Ours}."));

    private static bool IsArgument(string parameter, string attribute) =>
        ArgumentsOf(attribute).Any(a => ForeignNames.Plain(a) == ForeignNames.Plain(parameter))
        || ForeignNames.Arguments.Any(a => ForeignNames.Plain(a.Name) == ForeignNames.Plain(parameter) && (a.Layer.Length == 0 || a.Layer == attribute)
            && (a.Ours.Length == 0 || ArgumentsOf(attribute).Contains(a.Ours)));

    private static string[] Members(Type type) => Enum.GetNames(type);

    private static string NameOf(Type type) => type.Name[..^"Attribute".Length];

    private static string[] ArgumentsOf(string attribute) => Blocks.TryGetValue(attribute, out string[]? block) ? block
        : [.. Attributes.Single(t => NameOf(t) == attribute).GetProperties().Select(p => p.Name)];

    private static string[] ParametersOf(string block) =>
        [.. Assembly.Load("DeepDsl.Models").GetType($"DeepDsl.Models.{block}Attribute")!.GetProperties().Select(p => p.Name)];
}
