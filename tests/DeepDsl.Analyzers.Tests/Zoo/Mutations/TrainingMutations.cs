using System.Globalization;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Optimizers;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Breaks of the settings of training.</summary>
internal static class TrainingMutations
{
    public static IEnumerable<MutationClass> All { get; } =
    [
        new("a learning rate a thousand times too high", ["DD5001"], m => Scaled(m, 1000)) { Compiles = true },
        new("batch norm with batches of one", ["DD3020"], BatchOfOne) { Compiles = true },
        new("L2 beside decoupled weight decay", ["DD5003"], DecayTwice) { Compiles = true },
        new("every layer frozen", ["DD5006"], AllFrozen) { Compiles = true },
        new("a learning rate a million times too low", ["DD5001", "DD5015"], m => Scaled(m, 1e-6)) { Compiles = true },
        new("a setting of training out of range", ["DD5002"], OutOfRange) { Compiles = true },
        new("a setting of another optimizer", ["DD5009"], Foreign) { Compiles = true },
        new("weight decay that undoes every step", ["DD5010", "DD5012"], m => With(m, "WeightDecay", "1000")) { Compiles = true },
        new("a batch of a hundred thousand", ["DD5014"], m => With(m, "BatchSize", "100000")) { Compiles = true },
        new("a bound on gradients behind a smaller one", ["DD5008"], Clips) { Compiles = true },
        new("half or twice the learning rate", [], m => [.. Scaled(m, 0.5), .. Scaled(m, 2)])
        {
            SoundBecause = "rates are usual within a factor of two",
        },
    ];

    private static IEnumerable<(string, Edit)> Scaled(Specimen model, double factor)
    {
        if (model.Train is { } train && WiringMutations.Named(train, "LearningRate") is { } rate)
        {
            string scaled = (factor * double.Parse(rate, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
            yield return (scaled, new Edit(model).Set(train, "LearningRate", scaled).Mark(train));
        }
    }

    private static IEnumerable<(string, Edit)> With(Specimen model, string setting, string value)
    {
        if (model.Train is { } train && model.Settings("Loss").Any())
        {
            yield return ($"{setting} = {value}", new Edit(model).Set(train, setting, value).Mark(train));
        }
    }

    private static IEnumerable<(string, Edit)> OutOfRange(Specimen model) =>
        [.. With(model, "WeightDecay", "-1"), .. With(model, "Momentum", "1"), .. With(model, "BatchSize", "0"), .. With(model, "LearningRate", "-0.01")];

    /// <summary>Of those that no optimizer has all of.</summary>
    private static IEnumerable<(string, Edit)> Foreign(Specimen model) =>
        model.Model.Spec.Train.Rule is { } rule
            ? OptimizerSetting.All.Where(s => !rule.Reads(s)).SelectMany(s => With(model, s.Name, "0.7")) : [];

    private static IEnumerable<(string, Edit)> Clips(Specimen model) =>
        from clip in With(model, "ClipNorm", "1e6")
        select (clip.Item1, clip.Item2.Set(model.Train!, "ClipValue", "0.001").Drop(model.Train!, "ClipNormPerParameter"));

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
        if (model.Train is { } train && model.Sites.FirstOrDefault(s => s.Row.HasWeights() && s.Row.IsTrainable()) is { } site)
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
}
