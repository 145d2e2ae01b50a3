namespace DeepDsl.Analyzers.Tests.Odd;

/// <summary>However odd a declaration, it compiles or has one error of ours at its place: never an exception, never an error in generated code.</summary>
public sealed class OddDeclarationTests
{
    private static readonly OddDeclaration[] Odd = [.. OddTypes.All(), .. OddMembers.All(), .. OddLayers.All(), .. OddBlocks.All()];

    private static readonly OddDeclaration[] Some = [.. Odd.Where((_, i) => i % 12 == 0)];

    private static readonly Lazy<Dictionary<string, OddOutcome>> OutcomesOfSome = new(() => Outcomes(Some));

    private static readonly Lazy<Dictionary<string, OddOutcome>> OutcomesOfAll = new(() => Outcomes(Odd));

    public static TheoryData<string> NamesOfSome => [.. Some.Select(o => o.Name)];

    public static TheoryData<string> NamesOfAll => [.. Odd.Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(NamesOfSome))]
    public void One_in_twelve_compiles_or_has_one_error_at_its_place(string name) => Check(name, OutcomesOfSome.Value);

    [Theory]
    [MemberData(nameof(NamesOfAll))]
    [Trait("Category", "Sweep")]
    public void Each_compiles_or_has_one_error_at_its_place(string name) => Check(name, OutcomesOfAll.Value);

    private static Dictionary<string, OddOutcome> Outcomes(OddDeclaration[] odd) => OddOutcome.Of(odd).Zip(odd).ToDictionary(p => p.Second.Name, p => p.First);

    private static void Check(string name, Dictionary<string, OddOutcome> outcomes)
    {
        OddDeclaration odd = Odd.Single(o => o.Name == name);
        OddOutcome outcome = outcomes[name];
        string[] expected = OddOutcome.Places(odd);
        bool isOurs = outcome.Ours.Count == expected.Length && outcome.Ours.Zip(expected).All(p => p.First.StartsWith(p.Second + ":", StringComparison.Ordinal));
        string[] ofCSharp = [.. outcome.OfCSharp.Select(d => System.Text.RegularExpressions.Regex.Match(d, "CS[0-9]+").Value).Distinct()];
        Assert.True(outcome.Exception.Length == 0 && outcome.Generated.Count == 0 && ofCSharp.SequenceEqual(odd.OfCSharp) && isOurs,
            $"{odd.Source}\nexpected {string.Join(", ", expected.Concat(odd.OfCSharp))}\n{outcome.Exception}\n{string.Join("\n", outcome.Generated.Take(5).Concat(outcome.OfCSharp).Concat(outcome.Ours))}");
    }
}
