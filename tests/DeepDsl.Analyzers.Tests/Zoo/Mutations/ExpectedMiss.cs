namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>A mutant that no rule finds, or wrongly does, and why none should be made to.</summary>
/// <param name="Class">The class of mutations.</param>
/// <param name="Model">The model.</param>
/// <param name="What">How the change begins; empty for any of the class.</param>
/// <param name="Reason">One sentence.</param>
internal sealed record ExpectedMiss(string Class, string Model, string What, string Reason)
{
    public static IReadOnlyList<ExpectedMiss> All { get; } = [];

    public static ExpectedMiss? Find(MutationClass which, Mutant mutant) => All.FirstOrDefault(
        m => m.Class == which.Name && m.Model == mutant.Model && mutant.What.StartsWith(m.What, StringComparison.Ordinal));
}
