using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Blocks used once too often or not at all, and with arguments that do not fit.</summary>
internal static class BlockMutations
{
    /// <summary>Parameters that count channels or units of a layer inside.</summary>
    private static readonly string[] s_widths = ["Filters", "Units", "Wide", "Width", "Growth", "Channels", "Expand", "Squeeze", "Hidden"];

    public static IEnumerable<MutationClass> All { get; } =
    [
        new("a block of a negative width", [RuleIds.ArgumentRange], m => Widths(m, "-8")),
        new("a block of twice the width", [], m => Widths(m, null))
        {
            SoundBecause = "where shapes still fit it is a wider network",
        },
        new("a block twice", [], m => Anonymous(m).Select(u => (u.ToString(), new Edit(m).Before(u, u.ToString()))))
        {
            SoundBecause = "where shapes still fit it is a deeper network",
        },
        new("a block left out", [], m => Anonymous(m).Select(u => (u.ToString(), new Edit(m).Remove(u))))
        {
            SoundBecause = "where shapes still fit it is a shallower network",
        },
    ];

    /// <summary>Uses of blocks in the model.</summary>
    private static IEnumerable<AttributeSyntax> Uses(Specimen model) =>
        model.Sites.SelectMany(s => s.Uses).Distinct().OrderBy(u => u.SpanStart);

    /// <summary>Those that neither give a name nor read one.</summary>
    private static IEnumerable<AttributeSyntax> Anonymous(Specimen model) =>
        Uses(model).Where(u => WiringMutations.Named(u, "Name") is null && !WiringMutations.Wires(u).Any());

    private static IEnumerable<(string, Edit)> Widths(Specimen model, string? value) =>
        from use in Uses(model)
        from argument in use.ArgumentList?.Arguments ?? []
        let name = argument.NameEquals?.Name.ToString()
        where s_widths.Contains(name)
        let changed = value ?? $"2 * ({argument.Expression})"
        select ($"{use}: {name} = {changed}", new Edit(model).Set(use, name, changed).Mark(use));
}
