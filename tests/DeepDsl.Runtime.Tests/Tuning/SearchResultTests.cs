using System.Text.Json;
using System.Xml.Linq;

namespace DeepDsl.Tests.Tuning;

/// <summary>Tables and the picture of a search.</summary>
public sealed class SearchResultTests
{
    private static readonly SearchSpace s_space = new(
        SearchDimension.Real("rate", 0.001, 0.1, log: true), SearchDimension.Integer("units, all", 1, 64), SearchDimension.Choice("act", "<ReLU>", "Tanh"));

    private static readonly SearchResult s_result = Search.Run(
        s_space,
        t => t.Number == 3 ? throw new TimeoutException("a \"line\"\nof two") : Math.Abs(Math.Log10(t.Point.Real("rate")) + 2) + (0.001 * t.Point.Integer("units, all")),
        new SearchOptions { Trials = 40, Searcher = new RandomSearcher() });

    [Fact]
    public void The_table_has_the_best_first_and_what_became_of_the_others()
    {
        string[] lines = s_result.ToString().Split('\n');
        Assert.Equal(["trial", "score", "rate", "units,", "all", "act"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(s_result.Best.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), lines[1].TrimStart().Split(' ')[0]);
        Assert.Equal(20 + 3, lines.Length);
        Assert.StartsWith("40 trials: the best 20 of 39 complete, 1 failed (the first: TimeoutException: a", lines[21], StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_and_json_read_back_as_they_are()
    {
        string csv = s_result.ToCsv();
        string first = csv.Split('\n')[1];
        Assert.StartsWith("trial,rate,\"units, all\",act,epochs,state,score,seconds,reason\n", csv, StringComparison.Ordinal);
        Assert.Equal(s_result.Trials[0].Point.Real("rate"), double.Parse(first.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("\"TimeoutException: a \"\"line\"\"\nof two\"", csv, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(s_result.ToJson());
        Assert.Equal(40, json.RootElement.GetArrayLength());
        JsonElement trial = json.RootElement[1];
        Assert.Equal(s_result.Trials[1].Value, trial.GetProperty("score").GetDouble());
        Assert.Equal(s_result.Trials[1].Point.Integer("units, all"), trial.GetProperty("point").GetProperty("units, all").GetInt64());
        Assert.Equal(JsonValueKind.Null, json.RootElement[3].GetProperty("score").ValueKind);
    }

    [Fact]
    public void The_picture_has_an_axis_a_setting_and_a_line_a_complete_trial()
    {
        XDocument svg = XDocument.Parse(s_result.ToSvg());
        XElement[] all = [.. svg.Descendants()];
        XElement[] lines = [.. all.Where(e => e.Name.LocalName == "polyline")];
        Assert.Equal(39, lines.Length);
        Assert.All(lines, l => Assert.Equal(4, l.Attribute("points")!.Value.Split(' ').Length));
        Assert.Equal(["rate", "units, all", "act", "score"], all.Where(e => e.Attribute("class")?.Value == "name").Select(e => e.Value));
        Assert.Equal("trial best", lines[^1].Attribute("class")!.Value);
        Assert.StartsWith($"trial {s_result.Best.Number}: ", lines[^1].Value, StringComparison.Ordinal);
        Assert.Contains(all, e => e.Value == "<ReLU>");
        XDocument.Parse(new SearchResult(s_space, false, []).ToSvg());
    }

    [Fact]
    public void Importance_tells_what_scores_come_from()
    {
        IReadOnlyDictionary<string, double> importance = s_result.Importance();
        Assert.InRange(importance["rate"], 0.7, 1);
        Assert.InRange(importance["units, all"], 0, 0.3);
        Assert.InRange(importance["act"], 0, 0.2);
    }

    /// <summary>Of two groups with means 1 and 3 around deviations of 1: within 8, in all 16, of 8 trials; 1 - (8 / 6) / (16 / 7).</summary>
    [Fact]
    public void Importance_is_the_variance_explained_without_what_chance_explains()
    {
        double[] scores = [0, 2, 0, 2, 2, 4, 2, 4];
        SearchSpace space = new(SearchDimension.Choice("name", "a", "b"), SearchDimension.Choice("copy", 1, 2, 3, 4));
        SearchResult result = Search.Run(space, t => scores[t.Number], new SearchOptions { Searcher = new GridSearcher() });
        Assert.Equal(1 - (8.0 / 6 / (16.0 / 7)), result.Importance()["name"], 1e-12);
        Assert.All(Search.Run(space, t => scores[t.Number], new SearchOptions { Trials = 7, Searcher = new RandomSearcher() }).Importance().Values, v => Assert.Equal(0, v));
    }

    [Fact]
    public void The_best_trained_for_the_most_epochs()
    {
        SearchResult result = Search.Run(
            new(SearchDimension.Real("x", 0, 1)), t => t.Epochs, new SearchOptions { Trials = 9, Epochs = 9, Searcher = new HalvingSearcher { Points = 6, Factor = 3 } });
        Assert.Equal(9, result.Best.Epochs);
        Assert.Contains("9 trials: 1 complete, 8 of fewer epochs", result.ToString(), StringComparison.Ordinal);
    }
}
