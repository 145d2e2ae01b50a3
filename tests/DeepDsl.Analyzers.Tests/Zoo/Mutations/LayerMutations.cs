using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Graphs;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Noise;
using DeepDsl.Compiler.Ops.Norms;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Breaks of how layers start, of their activations, norms and dropouts: the model compiles and trains badly.</summary>
internal static class LayerMutations
{
    private static readonly HashSet<string> ReLUs = ["ReLU", "LeakyReLU", "ELU", "GELU", "SiLU", "ReLU6"];

    public static IEnumerable<MutationClass> All { get; } =
    [
        new("a hidden layer that starts at one constant", ["DD3001"], ConstantStart) { Compiles = true },
        new("sigmoid in every hidden layer", ["DD3003"], m => Everywhere(m, "Sigmoid", 3)) { Compiles = true },
        new("tanh in every hidden layer", ["DD3004"], m => Everywhere(m, "Tanh", 6)) { Compiles = true },
        new("He init on tanh or sigmoid", ["DD3007"], HeOnTanh) { Compiles = true },
        new("He init on SELU", ["DD3009", "DD3007"], HeOnSelu) { Compiles = true },
        new("plain dropout on SELU", ["DD3011"], DropoutOnSelu) { Compiles = true },
        new("no activation between two layers", ["DD3012"], LinearPair) { Compiles = true },
        new("two activations in a row", ["DD3013"], ActivationPair) { Compiles = true },
        new("dropout before batch norm", ["DD3015"], DropoutBeforeNorm) { Compiles = true },
        new("a bias before batch norm", ["DD3016"], BiasBeforeNorm) { Compiles = true },
        new("a dropout of nine in ten", ["DD3018"], HighRate) { Compiles = true },
        new("a deep stack without norm or skip", ["DD3021"], PlainStack) { Compiles = true },
    ];

    private static IEnumerable<(string, Edit)> ConstantStart(Specimen model)
    {
        (string Init, string? Value)[] starts = [("Zeros", null), ("Ones", null), ("Constant", "0.1")];
        foreach (Site site in model.Sites.Where(s => s.Row.MixesChannels() && s.Rows.All(model.IsHidden)))
        {
            if (site.Rows.Any(model.EndsBranch) || site.Row.Width() == 1 || site.Given("Share").Length > 0
                || site.Row.Layer.Spec["Trainable"] is not null)
            {
                continue; // ends of residual branches and gates may start at zero; what is shared or frozen starts elsewhere
            }

            (string init, string? value) = starts[site.Row.Layer.Position % starts.Length];
            Edit edit = new Edit(model).Drop(site.Syntax, "InitValue").Set(site.Syntax, "Init", $"Init.{init}").Mark(site);
            yield return ($"{site.At()}: {init}", value is null ? edit : edit.Set(site.Syntax, "InitValue", value));
        }
    }

    /// <summary>In plain stacks with enough hidden layers; any layer of the stack is a right place.</summary>
    private static IEnumerable<(string, Edit)> Everywhere(Specimen model, string activation, int enough)
    {
        Site[] hidden = [.. model.Sites.Where(
            s => s.Row.HasWeights() && ReLUs.Contains(s.Row.Activation() ?? "") && model.IsHidden(s.Row))];
        if (!model.IsPlainStack() || hidden.Sum(s => s.Rows.Count) < enough)
        {
            yield break;
        }

        Edit edit = new Edit(model).Mark(hidden.SelectMany(s => s.Places));
        foreach (Site site in hidden)
        {
            edit.Set(site.Syntax, "Activation", $"Activation.{activation}").Drop(site.Syntax, "Init").Drop(site.Syntax, "InitValue");
        }

        yield return ($"{hidden.Length} layers", edit);
    }

    private static IEnumerable<(string, Edit)> HeOnTanh(Specimen model) =>
        from site in model.Sites
        where site.Row.HasWeights() && site.Row.IsTrainable()
            && site.Row.Layer.Spec["Activation"] is not null // what is frozen comes from a file
        where model.IsHidden(site.Row) && !model.EndsBranch(site.Row)
        where site.Given("Share").Length == 0
        let activation = site.Row.Activation() is "Tanh" or "Sigmoid" ? site.Row.Activation() : "Tanh"
        where site.Row.Activation() is "Tanh" or "Sigmoid" || ReLUs.Contains(site.Row.Activation()!)
        let edit = new Edit(model).Set(site.Syntax, "Activation", $"Activation.{activation}").Drop(site.Syntax, "InitValue")
        select (site.At(), edit.Set(site.Syntax, "Init", "Init.HeNormal").Mark(site));

    private static IEnumerable<(string, Edit)> HeOnSelu(Specimen model) =>
        from site in model.Sites
        where site.Row.HasWeights() && site.Row.Activation() == "SELU"
        select (site.At(), new Edit(model).Set(site.Syntax, "Init", "Init.HeNormal").Mark(site));

    private static IEnumerable<(string, Edit)> DropoutOnSelu(Specimen model) =>
        from site in model.Sites
        where site.Op is AlphaDropout
        select (site.At(), new Edit(model).Rename(site.Syntax, "Dropout").Mark(site).Mark(model.SiteOf(site.Row.Sources[0]!)));

    /// <summary>Not into or out of a bottleneck, which a factorisation may be, nor where a maximum stands between.</summary>
    private static IEnumerable<(string, Edit)> LinearPair(Specimen model)
    {
        foreach (Site site in model.Sites.Where(
            s => s.Row.MixesChannels() && s.Row.Layer.Spec["Activation"] is not null && ReLUs.Contains(s.Row.Activation() ?? "")))
        {
            LayerRow[] next = [.. model.LinearReaders(site.Row)];
            bool narrow = site.Rows.Any(r => r.Width() < r.Inputs[0].Channels.Value)
                || site.Op.Name.StartsWith("Separable", StringComparison.Ordinal);
            if (next is [{ } reader] && model.AllReadsAll(site.Row, reader) && !narrow && !model.EndsBranch(reader))
            {
                Edit edit = new Edit(model).Drop(site.Syntax, "Activation").Mark(site).Mark(model.SiteOf(reader));
                yield return (site.At(), edit);
            }
        }

        foreach (Site site in model.Sites.Where(s => ReLUs.Contains(s.Op.Name) && s.Given("Name").Length == 0))
        {
            LayerRow? before = model.Flow.Upstream(site.Row, r => r.IsNorm()).FirstOrDefault(r => r.HasWeights());
            LayerRow[] next = [.. model.LinearReaders(site.Row)];
            bool normal = site.Row.Sources[0]!.IsNorm() && site.Row.Layer.Spec["When"] is null;
            if (normal && before?.MixesChannels() == true && before.Width() >= before.Inputs[0].Channels.Value && next is [{ } reader]
                && model.AllReadsAll(site.Row, reader) && !model.EndsBranch(reader)
                && model.Flow.OnlyReader(site.Row.Sources[0]!) is not null && before.Layer.Op is not GraphIsomorphism)
            {
                yield return (site.At(), new Edit(model).Remove(site.Syntax).Mark(model.SiteOf(before)).Mark(model.SiteOf(reader)));
            }
        }
    }

    private static IEnumerable<(string, Edit)> ActivationPair(Specimen model) =>
        from site in model.Sites
        where ReLUs.Contains(site.Row.Activation() ?? "") && site.Rows.All(model.IsHidden) && !model.EndsBranch(site.Row)
        where site.Given("Name").Length == 0 && !site.Row.IsMerge() && site.Row.Layer.Spec["When"] is null
        select (site.At(), new Edit(model).After(site.Syntax, "[|Tanh|]").Mark(site));

    private static IEnumerable<(string, Edit)> DropoutBeforeNorm(Specimen model) =>
        from site in model.Sites
        where site.Op is BatchNorm && site.Row.Layer.Spec["When"] is null && site.Row.Sources[0] is { } source && source.HasWeights()
        select (site.At(), new Edit(model).Before(site.Syntax, "[|Dropout(0.3)|]").Mark(site));

    private static IEnumerable<(string, Edit)> BiasBeforeNorm(Specimen model) =>
        from site in model.Sites
        where site.Row.HasWeights() && site.Row.Layer.Spec["Bias"]?.ToString() == "false" && site.Row.Layer.Spec["When"] is null
        where site.Rows.All(r => model.Flow.Readers(r) is [{ Layer.Op: BatchNorm }])
        select (site.At(), new Edit(model).Drop(site.Syntax, "Bias").Mark(site));

    private static IEnumerable<(string, Edit)> HighRate(Specimen model) =>
        from site in model.Sites
        where site.Op is Dropout
        select (site.At(), new Edit(model).Set(site.Syntax, "Rate", "0.9", 0).Mark(site));

    /// <summary>Norms and shortcuts go; any place of the model will do, since nothing in particular is wrong.</summary>
    private static IEnumerable<(string, Edit)> PlainStack(Specimen model)
    {
        int depth = model.Graph.Rows.Count(r => r.MixesChannels());
        bool chain = model.Graph.Rows.Where(r => r.IsMerge()).All(r => r.Layer.Op is Shortcut or Add or Subtract);
        bool straight = model.Sites.All(s => s.Given("From").Length == 0 || s.Row.IsMerge());
        if (depth <= 22 || !chain || !straight || !model.Sites.Any(s => s.Row.IsNorm()))
        {
            yield break;
        }

        Edit edit = new(model);
        Site[] gone = [.. model.Sites.Where(s => s.Row.IsNorm() || s.Row.IsMerge() || s.Op is Identity)];
        foreach (Site site in gone)
        {
            edit.Remove(site.Syntax);
        }

        edit.Mark(model.Sites.SelectMany(s => s.Places).Except(gone.Select(s => s.Syntax)));
        yield return ($"{depth} layers", edit.Mark(model.Model.Sources.Declaration.Identifier));
    }
}
