using DeepDsl.Compiler.Ops;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Breaks of the spread that weights start with, in stacks that nothing brings back to size.</summary>
internal static class StartMutations
{
    private static readonly string[] s_sized = ["ReLU", "LeakyReLU", "ELU", "GELU", "SiLU", "SELU"];

    public static IEnumerable<MutationClass> All { get; } =
    [
        new("weights that all start next to 0", ["DD3025"], m => Everywhere(m, 3, "1e-6")) { Compiles = true },
        new("weights that all start far too large", ["DD3025"], m => Everywhere(m, 4, "100")) { Compiles = true },
        new("weights that start as fits their number, by another rule", [], AnotherRule)
        {
            SoundBecause = "uniform or normal, both have the spread that ReLUs want",
        },
    ];

    private static IEnumerable<(string, Edit)> Everywhere(Specimen model, int enough, string spread)
    {
        Site[] hidden = [.. model.Sites.Where(s => s.Row.MixesChannels() && s.Row.IsTrainable() && model.IsHidden(s.Row))];
        bool isPlain = model.IsPlainStack()
            && hidden.All(s => s_sized.Contains(s.Row.Activation() ?? "ReLU") && s.Row.Layer.Spec["BiasInit"] is null);
        if (!isPlain || hidden.Sum(s => s.Rows.Count) < enough || model.Graph.Rows.Any(r => (r.HasProducts() && !r.HasWeights()) || r.Layer.Op is Map))
        {
            yield break;
        }

        Edit edit = new(model);
        foreach (Site site in hidden)
        {
            edit.Set(site.Syntax, "Init", "Init.Normal").Set(site.Syntax, "InitValue", spread).Mark(site);
        }

        yield return ($"{hidden.Length} layers", edit);
    }

    private static IEnumerable<(string, Edit)> AnotherRule(Specimen model)
    {
        Site[] relus = [.. model.Sites.Where(s => s.Row.MixesChannels() && s.Row.Layer.Spec["Init"] is null && s.Row.Activation() == "ReLU"
            && s.Row.Layer.Spec["Activation"] is not null)];
        if (relus.Length > 0)
        {
            yield return ($"{relus.Length} layers", relus.Select((s, i) => (s, i)).Aggregate(new Edit(model),
                (e, r) => e.Set(r.s.Syntax, "Init", r.i % 2 == 0 ? "Init.HeNormal" : "Init.HeUniform")));
        }
    }
}
