using DeepDsl.Tests;

namespace DeepDsl.Tool.Tests;

public sealed class TuneTests
{
    [Fact]
    public void A_search_is_shown_as_its_result_shows_itself()
    {
        using TemporaryFolder folder = new();
        SearchSpace space = new(SearchDimension.Real("rate", 1e-4, 0.1, log: true));
        SearchResult result = Search.Run(space, trial => trial.Point.Real("rate"), new SearchOptions { Trials = 5, Store = folder["study"] });
        Assert.Equal(result + "\n", ToolRun.Done(folder["."], "tune", "status", "study", "--svg", "study.svg", "--csv", "study.csv"));
        Assert.Equal(result.ToSvg(), File.ReadAllText(folder["study.svg"]));
        Assert.Equal(result.ToCsv(), File.ReadAllText(folder["study.csv"]));
    }

    [Fact]
    public void A_folder_without_a_search_is_refused()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("There is no search in", ToolRun.Refused(folder["."], "tune", "status", "."), StringComparison.Ordinal);
        Assert.Equal(
            "study is no folder. Name the one that SearchOptions.Store names.", ToolRun.Refused(folder["."], "tune", "status", "study"));
    }
}
