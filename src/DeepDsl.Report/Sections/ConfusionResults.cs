namespace DeepDsl.Report;

/// <summary>A table of true by predicted classes, or of many classes the pairs that are mistaken most often.</summary>
internal static class ConfusionResults
{
    private const int MostClasses = 20;
    private const int MostPairs = 20;
    private const string Title = "What was taken for what";

    public static Html Of(ConfusionMatrix counts, ClassNames names) => Html.Lines(
        [Html.Of($"<h4>{Title}</h4>"), counts.ClassCount <= MostClasses ? Whole(counts, names) : Pairs(counts, names)]);

    private static Html Whole(ConfusionMatrix counts, ClassNames names)
    {
        int[] classes = [.. Enumerable.Range(0, counts.ClassCount)];
        return Html.Of($"""
            <div class="scroll" tabindex="0" role="region" aria-label="{Title}">
            <table class="confusion">
            <caption class="hidden">{Title}: true classes in rows, predicted ones in columns</caption>
            <thead><tr><th scope="col">true \ predicted</th>{classes.Select(c => Html.Of($"<th scope=\"col\">{names[c]}</th>"))}</tr></thead>
            <tbody>
            {Html.Lines(classes.Select(truth => Row(counts, names, classes, truth)))}
            </tbody>
            </table>
            </div>
            <p class="lead">The darker a cell, the larger its part of the row.</p>
            """);
    }

    private static Html Row(ConfusionMatrix counts, ClassNames names, int[] classes, int truth)
    {
        long all = classes.Sum(c => counts.Cell(truth, c));
        Html Cell(int prediction)
        {
            long count = counts.Cell(truth, prediction);
            // Five steps, of which the first begins at a sample: what is rare is to be seen.
            int shade = count == 0 ? 0 : 1 + (int)Math.Min(4, 5.0 * count / all);
            return count == 0 ? Html.Of($"<td class=\"none\">0</td>") : Html.Of($"<td class=\"h{shade}\">{Numbers.Count(count)}</td>");
        }
        return Html.Of($"<tr><th scope=\"row\">{names[truth]}</th>{classes.Select(Cell)}</tr>");
    }

    private static Html Pairs(ConfusionMatrix counts, ClassNames names)
    {
        int[] classes = [.. Enumerable.Range(0, counts.ClassCount)];
        (int Truth, int Prediction, long Count)[] mistakes =
        [
            .. from truth in classes
               from prediction in classes
               let count = counts.Cell(truth, prediction)
               where truth != prediction && count > 0
               orderby count descending
               select (truth, prediction, count),
        ];
        if (mistakes.Length == 0)
        {
            return Html.Of($"<p>None of {Numbers.Count(classes.Length)} classes was taken for another.</p>");
        }
        string Share(int truth, long count) => Numbers.Share(count, classes.Sum(c => counts.Cell(truth, c)));
        Table table = new("Pairs of classes that are mistaken most often", "true", "predicted", "count", "of the class")
        {
            Rows = [.. mistakes.Take(MostPairs).Select(m => (string[])
                [names[m.Truth], names[m.Prediction], Numbers.Count(m.Count), Share(m.Truth, m.Count)])],
            Texts = [1],
        };
        string rest = mistakes.Length > MostPairs ? $" And {Numbers.Of(mistakes.Length - MostPairs, "other pair")} of classes." : "";
        string lead = $"Of {Numbers.Count(classes.Length)} classes, those that are mistaken most often.{rest}";
        return table.Write() + Html.Of($"<p class=\"lead\">{lead}</p>");
    }
}
