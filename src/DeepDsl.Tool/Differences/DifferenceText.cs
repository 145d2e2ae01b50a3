using System.Globalization;
using System.Text;
using DeepDsl.Compiler.Spec;
using DeepDsl.Tool.Models;

namespace DeepDsl.Tool.Differences;

/// <summary>What became of models, as Markdown for a pull request.</summary>
internal static class DifferenceText
{
    /// <param name="before">The models of one version.</param>
    /// <param name="after">Those of the other.</param>
    /// <param name="titles">What columns call the two.</param>
    public static string Of(IReadOnlyList<FoundModel> before, IReadOnlyList<FoundModel> after, (string Before, string After) titles)
    {
        StringBuilder text = new();
        foreach ((FoundModel? old, FoundModel? now) in Pairs(before, after))
        {
            string section = OfModel(old, now, titles);
            text.Append(text.Length > 0 && section.Length > 0 ? "\n" : "").Append(section);
        }
        return text.Length > 0 ? text.ToString() : "No model differs.\n";
    }

    /// <summary>By name; of a single model in each version, whatever it was called.</summary>
    private static IEnumerable<(FoundModel? Before, FoundModel? After)> Pairs(
        IReadOnlyList<FoundModel> before, IReadOnlyList<FoundModel> after) =>
        before.Count == 1 && after.Count == 1 ? [(before[0], after[0])]
            : before.Concat(after).Select(m => m.FullName).Distinct()
                .Select(name => (before.FirstOrDefault(m => m.FullName == name), after.FirstOrDefault(m => m.FullName == name)));

    private static string Heading(FoundModel? before, FoundModel? after) => (before, after) switch
    {
        (null, { } added) => $"{added.Name}, added",
        ({ } removed, null) => $"{removed.Name}, removed",
        ({ } old, { } now) when old.FullName != now.FullName => $"{now.FullName}, which was {old.FullName}",
        _ => after!.Name,
    };

    private static string OfModel(FoundModel? before, FoundModel? after, (string Before, string After) titles)
    {
        (LayerFacts? Before, LayerFacts? After)[] pairs =
            [.. LayerPairs.Of(before is null ? [] : LayerFacts.Of(before), after is null ? [] : LayerFacts.Of(after))];
        string[] rows = [.. pairs.Select(Row).Concat(Settings(before, after)).Where(r => r.Length > 0)];
        (LayerFacts Before, LayerFacts After)[] renamed =
        [
            .. pairs.Where(p => p.Before is { Parameters: > 0 } && p.After is not null && p.Before.Path != p.After.Path)
                .Select(p => (p.Before!, p.After!)),
        ];
        if (rows.Length + renamed.Length == 0 && before?.FullName == after?.FullName)
        {
            return "";
        }
        StringBuilder text = new($"### {Heading(before, after)}\n\n");
        text.Append($"| | {Cell(titles.Before)} | {Cell(titles.After)} | change |\n|---|--:|--:|--:|\n");
        text.Append(Sum("parameters", before?.Built.Inference.ParameterCount, after?.Built.Inference.ParameterCount));
        text.Append(Sum("multiply-adds", before?.Built.Inference.Macs, after?.Built.Inference.Macs));
        text.Append(Sum($"bytes of training{Batch(before, after)}", Bytes(before), Bytes(after)));
        if (rows.Length > 0)
        {
            text.Append($"\n| | layer | {Cell(titles.Before)} | {Cell(titles.After)} |\n|---|---|---|---|\n").AppendJoin("", rows);
        }
        if (renamed.Length > 0)
        {
            text.Append("\nFiles of weights have other names now: ");
            text.Append(Listing.Of(renamed, r => $"`{r.Before.Path}` is `{r.After.Path}`")).Append(".\n");
        }
        return text.ToString();
    }

    private static string Row((LayerFacts? Before, LayerFacts? After) pair) => pair switch
    {
        (null, { } added) => $"| added | `{Cell(added.Path)}` | | {Cell(added.Shown)} |\n",
        ({ } removed, null) => $"| removed | `{Cell(removed.Path)}` | {Cell(removed.Shown)} | |\n",
        ({ } old, { } changed) when !old.IsLike(changed) =>
            $"| changed | `{Cell(changed.Path)}` | {Cell(old.Shown)} | {Cell(changed.Shown)} |\n",
        _ => "",
    };

    /// <summary>Outputs, losses, training and the like, which are no layers.</summary>
    private static IEnumerable<string> Settings(FoundModel? before, FoundModel? after)
    {
        static string[] Of(FoundModel? model) =>
            [.. model?.Spec.Layers.Where(l => l.Kind == "Output").Concat(model.Spec.Settings).Select(s => s.ToString()) ?? []];
        (string[] old, string[] now) = (Of(before), Of(after));
        return
        [
            .. old.Except(now).Select(s => $"| removed | | `{Cell(s)}` | |\n"),
            .. now.Except(old).Select(s => $"| added | | | `{Cell(s)}` |\n"),
        ];
    }

    private static string Sum(string what, double? before, double? after)
    {
        string change = before is not { } old || after is not { } now || old == now ? ""
            : Signed(now - old)
                + (old == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100 * (now - old) / old:+0.0;-0.0} %)"));
        return $"| {what} | {Number(before)} | {Number(after)} | {change} |\n";
    }

    private static double? Bytes(FoundModel? model) => model is { IsSound: true } ? model.TrainingMemory.Bytes : null;

    private static string Batch(FoundModel? before, FoundModel? after)
    {
        int[] batches = [.. new[] { before, after }.Where(m => m is { IsSound: true }).Select(m => m!.TrainingMemory.Batch).Distinct()];
        return batches.Length == 1 ? string.Create(CultureInfo.InvariantCulture, $", batches of {batches[0]}") : "";
    }

    private static string Number(double? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? "";

    private static string Signed(double value) => value.ToString("+#,0;-#,0", CultureInfo.InvariantCulture);

    /// <summary>A bar would end the cell, and the end of a line the table.</summary>
    private static string Cell(string text) => Compiler.Print.Text.OneLine(text).Replace("|", "\\|");
}
