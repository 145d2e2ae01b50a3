using DeepDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>One break of one model; [| and |] in the source mark every place where finding it is right.</summary>
internal sealed record Mutant(string Model, string What, string MarkedSource);

/// <summary>A way to break sound models.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Rules">The rules of which any counts as finding it. Those that do not exist yet are left out.</param>
/// <param name="Floor">The least share that must be found.</param>
/// <param name="Breaks">Every break of a model.</param>
internal sealed record MutationClass(
    string Name, string[] Rules, double Floor,
    Func<Specimen, IEnumerable<(string What, Edit Edit)>> Breaks)
{
    private static readonly HashSet<string> Existing = [.. RuleTest.Analyzers.SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id)];

    /// <summary>
    /// True where the broken model still compiles, and only advice can find it. A break of which an error follows elsewhere, by shapes that
    /// no longer fit, is none of this class then.
    /// </summary>
    public bool Compiles { get; init; }

    /// <summary>Whether a rule exists that could find it.</summary>
    public bool IsCounted => Rules.Any(Existing.Contains);

    public bool Finds(Diagnostic diagnostic) => Rules.Contains(diagnostic.Id);

    public IEnumerable<Mutant> Of(Specimen model) => Breaks(model).Select(b => new Mutant(model.Name, b.What, b.Edit.ToString()));

    public override string ToString() => Name;
}
