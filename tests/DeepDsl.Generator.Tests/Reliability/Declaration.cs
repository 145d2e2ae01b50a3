namespace DeepDsl.Generator.Tests.Reliability;

/// <summary>A source with one model, in parts that can be left out one by one.</summary>
/// <param name="Seed">What it was made from.</param>
/// <param name="Namespace">Empty for none.</param>
/// <param name="Containers">Headers of the types around the model, the outermost first.</param>
/// <param name="Types">Whole declarations beside the model: blocks, enums.</param>
/// <param name="Attributes">Those of the model below [Model], without brackets.</param>
/// <param name="Members">Those of the model: functions, constants.</param>
internal sealed record Declaration(
    int Seed, string Namespace, IReadOnlyList<string> Containers, IReadOnlyList<string> Types, IReadOnlyList<string> Attributes,
    IReadOnlyList<string> Members)
{
    public string Source
    {
        get
        {
            string space = Namespace.Length == 0 ? "" : $"namespace {Namespace};\n";
            string open = string.Concat(Containers.Select(c => $"{c}\n{{\n"));
            string model = $"[Model]\n{string.Concat(Attributes.Select(a => $"[{a}]\n"))}public partial class Net\n{{\n"
                + string.Concat(Members.Select(m => $"    {m}\n")) + "}\n";
            return $"using System;\nusing DeepDsl;\n{space}{string.Concat(Types.Select(t => t + "\n"))}"
                + open + model + string.Concat(Containers.Select(_ => "}\n"));
        }
    }

    /// <summary>The same with one part less.</summary>
    public IEnumerable<Declaration> Smaller()
    {
        for (int i = Attributes.Count - 1; i >= 0; i--)
        {
            yield return this with { Attributes = Without(Attributes, i) };
        }

        for (int i = Types.Count - 1; i >= 0; i--)
        {
            yield return this with { Types = Without(Types, i) };
        }

        for (int i = Members.Count - 1; i >= 0; i--)
        {
            yield return this with { Members = Without(Members, i) };
        }

        if (Containers.Count > 0)
        {
            yield return this with { Containers = [] };
        }
    }

    private static string[] Without(IReadOnlyList<string> items, int index) => [.. items.Where((_, i) => i != index)];
}
