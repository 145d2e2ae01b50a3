using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Compiler.Build;

namespace DeepDsl.Analyzers.Tests.Tolerance;

/// <summary>Something that a rule says of a model.</summary>
internal sealed record Judgement(string Rule, bool Setting, string Path, string Argument, string Message)
{
    private static readonly ModelAnalyzer[] s_analyzers = [.. RuleTest.Analyzers.OfType<ModelAnalyzer>()];

    public Evidence Evidence => RuleEvidence.Of(Rule);

    /// <summary>All that the rules say, those too that are off by default.</summary>
    public static Judgement[] Of(BuiltModel model) => [.. s_analyzers.SelectMany(a => a.Find(model)).Select(Of)];

    /// <summary>Whether it is said unless somebody asks for it.</summary>
    public bool IsSaid => RuleTest.Rule(Rule).IsEnabledByDefault;

    /// <summary>The same without its words, in which layers have numbers.</summary>
    public (string, bool, string, string) Key => (Rule, Setting, Path, Argument);

    /// <summary>The same where the layer stands after a break.</summary>
    public Judgement After(Break change) =>
        Setting ? this : this with { Path = string.Join(".", change.After([.. Path.Split('.').Select(int.Parse)])) };

    public override string ToString() => $"{Rule} at {(Setting ? "setting " : "")}{Path}: {Message}";

    private static Judgement Of(Finding finding) => new(
        finding.Rule.Id, finding.Place.Setting, string.Join(".", finding.Place.Path), finding.Place.Argument, finding.Place.Message);
}
