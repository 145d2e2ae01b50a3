namespace DeepDsl.Analyzers.Tests.Odd;

/// <summary>However odd a declaration, it compiles or has one error of ours at its place: never an exception, never an error in generated code.</summary>
public sealed class OddDeclarationTests
{
    private static readonly OddDeclaration[] Odd = [.. OddTypes.All(), .. OddMembers.All(), .. OddLayers.All(), .. OddBlocks.All()];

    private static readonly Lazy<Dictionary<string, OddOutcome>> Outcomes = new(() => OddOutcome.Of(Odd).Zip(Odd).ToDictionary(p => p.Second.Name, p => p.First));

    public static TheoryData<string> Names => [.. Odd.Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compiles_or_has_one_error_at_its_place(string name)
    {
        OddDeclaration odd = Odd.Single(o => o.Name == name);
        OddOutcome outcome = Outcomes.Value[name];
        string[] expected = OddOutcome.Places(odd);
        bool isOurs = outcome.Ours.Count == expected.Length && outcome.Ours.Zip(expected).All(p => p.First.StartsWith(p.Second + ":", StringComparison.Ordinal));
        string[] ofCSharp = [.. outcome.OfCSharp.Select(d => System.Text.RegularExpressions.Regex.Match(d, "CS[0-9]+").Value).Distinct()];
        Assert.True(outcome.Exception.Length == 0 && outcome.Generated.Count == 0 && ofCSharp.SequenceEqual(odd.OfCSharp) && isOurs,
            $"{odd.Source}\nexpected {string.Join(", ", expected.Concat(odd.OfCSharp))}\n{outcome.Exception}\n{string.Join("\n", outcome.Generated.Take(5).Concat(outcome.OfCSharp).Concat(outcome.Ours))}");
    }
}
