using System.Globalization;
using DeepDsl.Compiler.Ops.Norms;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Breaks of the settings of training.</summary>
internal static class TrainingMutations
{
    public static IEnumerable<MutationClass> All { get; } =
    [
        // SGD may take up to 10, which a thousand times a small rate does not pass.
        new("a learning rate a thousand times too high", ["DD5001"], 0.85, HighRate) { Compiles = true },
        new("batch norm with batches of one", ["DD3020"], 1, BatchOfOne) { Compiles = true },
        new("L2 beside decoupled weight decay", ["DD5003"], 0.95, DecayTwice) { Compiles = true },
        new("every layer frozen", ["DD5006"], 0.95, AllFrozen) { Compiles = true },
    ];

    private static IEnumerable<(string, Edit)> HighRate(Specimen model)
    {
        if (model.Train is { } train && Argument(train, "LearningRate") is { } rate)
        {
            string high = (1000 * double.Parse(rate, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
            yield return (high, new Edit(model).Set(train, "LearningRate", high).Mark(train));
        }
    }

    private static IEnumerable<(string, Edit)> BatchOfOne(Specimen model)
    {
        Site[] norms = [.. model.Sites.Where(s => s.Op is BatchNorm)];
        if (norms.Length > 0 && model.Train is { } train)
        {
            yield return ("one", new Edit(model).Set(train, "BatchSize", "1").Mark(train).Mark(norms.SelectMany(n => n.Places)));
        }
    }

    private static IEnumerable<(string, Edit)> DecayTwice(Specimen model)
    {
        if (model.Train is { } train && model.Sites.FirstOrDefault(s => s.Row.HasWeights()) is { } site)
        {
            Edit edit = new Edit(model).Set(train, "Optimizer", "Optimizer.AdamW").Set(train, "LearningRate", "1e-3")
                .Set(train, "WeightDecay", "0.01");
            yield return (site.At(), edit.Set(site.Syntax, "L2", "1e-4").Mark(site).Mark(train));
        }
    }

    private static IEnumerable<(string, Edit)> AllFrozen(Specimen model)
    {
        Site[] sites = [.. model.Sites.Where(s => s.Op.Arguments.Any(a => a.Name == "Trainable"))];
        if (model.Train is { } train && model.Settings("Loss").Any() && sites.Length > 0)
        {
            Edit edit = new Edit(model).Mark(train).Mark(model.Settings("Loss")).Mark(model.Model.Sources.Declaration.Identifier);
            foreach (Site site in sites)
            {
                edit.Set(site.Syntax, "Trainable", "false").Mark(site);
            }

            yield return ($"{sites.Length} layers", edit);
        }
    }

    private static string? Argument(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.ToString() == name)?.Expression.ToString();
}
