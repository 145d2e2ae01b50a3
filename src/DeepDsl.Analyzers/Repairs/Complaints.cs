using DeepDsl.Compiler.Build;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>The errors and warnings that all rules have of a model. What is advised by one of them must not be what another warns of.</summary>
internal sealed class Complaints
{
    private static readonly Lazy<IReadOnlyList<ModelAnalyzer>> s_analyzers = new(() =>
    [
        .. typeof(ModelAnalyzer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ModelAnalyzer)) && !t.IsAbstract)
            .Select(t => (ModelAnalyzer)Activator.CreateInstance(t)),
    ]);

    /// <summary>Warnings that are no worse than an error.</summary>
    private const int WarningsOfAnError = 10;

    private readonly Dictionary<string, int> _byRule;

    private Complaints(IReadOnlyCollection<DiagnosticDescriptor> broken)
    {
        _byRule = broken.GroupBy(r => r.Id).ToDictionary(g => g.Key, g => g.Count());
        Weight = broken.Sum(r => r.DefaultSeverity == DiagnosticSeverity.Error ? WarningsOfAnError : 1);
    }

    /// <summary>One of each.</summary>
    public static IReadOnlyList<ModelAnalyzer> Analyzers => s_analyzers.Value;

    /// <summary>How much there is to complain of.</summary>
    public int Weight { get; }

    /// <param name="built">The model; of one with problems, what does not depend on them.</param>
    /// <param name="least">Of what is reported where nobody asks for more, the severities that count.</param>
    public static Complaints Of(BuiltModel built, DiagnosticSeverity least = DiagnosticSeverity.Warning) => new(
        [.. Analyzers.SelectMany(a => a.Find(built)).Select(f => f.Rule).Where(r => r.DefaultSeverity >= least && r.IsEnabledByDefault)]);

    /// <summary>Whether each rule has at most as many as it has of the other.</summary>
    public bool AddNothingTo(Complaints other) =>
        _byRule.All(r => other._byRule.TryGetValue(r.Key, out int before) && r.Value <= before);
}
