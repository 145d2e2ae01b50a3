namespace DeepDsl.Repo.Tests;

/// <summary>docs/metrics.md says of every metric what it is for.</summary>
public sealed class MetricsPageTests
{
    [Fact]
    public void Every_metric_has_a_row()
    {
        string[] rows = [.. Repository.Read("docs/metrics.md").Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal))];
        Repository.AssertNone(
            "without a row in docs/metrics.md",
            typeof(Metric).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(Metric)) && !t.IsAbstract).Select(t => t.Name)
                .Where(name => !rows.Any(r => r.Split('|')[1].Contains($"`{name}`", StringComparison.Ordinal))));
    }
}
