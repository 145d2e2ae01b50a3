using DeepDsl.Compiler.Ops;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Breaks of which outputs losses read, how often, and how much they count.</summary>
internal static class SeveralLossMutations
{
    public static IEnumerable<MutationClass> All { get; } =
    [
        new("a loss of several outputs without its output", [RuleIds.MissingArgument], WithoutOutput),
        new("a loss left out beside others", ["DD3048"], LeftOut) { Compiles = true },
        new("an output that no loss reads", ["DD3048"], AnotherOutput) { Compiles = true },
        new("the same loss twice", ["DD4018"], Twice) { Compiles = true },
        new("a loss without weight", ["DD4012"], m => Weighted(m, "0")) { Compiles = true },
        new("a loss of negative weight", ["DD4016"], m => Weighted(m, "-1")) { Compiles = true },
        new("a loss a million times as heavy", ["DD4017"], m => Weighted(m, "1e6")) { Compiles = true },
        new("a loss half as heavy", [], m => Weighted(m, "0.5")) { SoundBecause = "losses are weighted by taste" },
    ];

    private static IEnumerable<(string, Edit)> WithoutOutput(Specimen model) =>
        from loss in model.Settings("Loss")
        where model.Graph.Outputs.Count > 1
        select (loss.ToString(), new Edit(model).Drop(loss, "Output").Mark(loss));

    /// <summary>Where no other loss reads the output, and layers lead to it alone.</summary>
    private static IEnumerable<(string, Edit)> LeftOut(Specimen model)
    {
        AttributeSyntax[] losses = [.. model.Settings("Loss")];
        foreach (AttributeSyntax loss in losses.Where(_ => losses.Length > 1))
        {
            string? output = WiringMutations.Named(loss, "Output");
            HashSet<LayerRow> others = [.. losses.Where(l => WiringMutations.Named(l, "Output") != output).SelectMany(l => Before(model, l))];
            LayerRow[] alone = [.. Before(model, loss).Except(others)];
            if (alone.Any(r => r.HasWeights()) && losses.Count(l => WiringMutations.Named(l, "Output") == output) == 1)
            {
                yield return (loss.ToString(), new Edit(model).Remove(loss).Mark(alone.Select(model.SiteOf).SelectMany(s => s.Places)));
            }
        }
    }

    private static IEnumerable<LayerRow> Before(Specimen model, AttributeSyntax loss)
    {
        string? name = WiringMutations.Named(loss, "Output")?.Trim('"');
        int at = name is null ? 0 : model.Graph.Outputs.FindIndex(o => o.Name == name);
        return model.Graph.OutputRows[at] is { } row ? model.Flow.Upstream(row, _ => true).Prepend(row) : [];
    }

    private static IEnumerable<(string, Edit)> AnotherOutput(Specimen model)
    {
        if (model.OnlyLoss is { } loss && model.Output is { InBlock: false } output && output.Given("Name").Length == 0
            && !model.Attributes.Any(a => a.Name.ToString() == "Output"))
        {
            Edit edit = new Edit(model).Set(output.Syntax, "Name", "\"asked\"").Set(loss, "Output", "\"asked\"");
            yield return (output.At(), edit.After(output.Syntax, "[|Dense(4, Name = \"ignored\")|], Output(\"asked\"), Output(\"ignored\")"));
        }
    }

    private static IEnumerable<(string, Edit)> Twice(Specimen model) =>
        from loss in model.Settings("Loss")
        select (loss.ToString(), new Edit(model).After(loss, $"[|{loss}|]"));

    /// <summary>A function of the model's own may be one to maximise.</summary>
    private static IEnumerable<(string, Edit)> Weighted(Specimen model, string weight) =>
        from loss in model.Settings("Loss")
        where !loss.ToString().Contains("nameof", StringComparison.Ordinal)
        select (loss.ToString(), new Edit(model).Set(loss, "Weight", weight).Mark(loss));
}
