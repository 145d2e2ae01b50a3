using DeepDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>One break of one model; [| and |] in the source mark every place where finding it is right.</summary>
internal sealed record Mutant(string Model, string What, string MarkedSource);

/// <summary>A way to change sound models, and what rules must say of it.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Rules">The rules of which any counts as finding it; none where the change is no fault.</param>
/// <param name="Breaks">Every such change of a model.</param>
internal sealed record MutationClass(string Name, string[] Rules, Func<Specimen, IEnumerable<(string What, Edit Edit)>> Breaks)
{
    /// <summary>
    /// True where the broken model still compiles, and only advice can find it. A break of which an error follows elsewhere, by shapes that
    /// no longer fit, is none of this class then.
    /// </summary>
    public bool Compiles { get; init; }

    /// <summary>Why it is no fault: what is left is another sound model, of which no rule may warn. Empty for a fault.</summary>
    public string SoundBecause { get; init; } = "";

    public bool IsSound => SoundBecause.Length > 0;

    public bool Finds(Diagnostic diagnostic) => Rules.Contains(diagnostic.Id);

    public IEnumerable<Mutant> Of(Specimen model) => Breaks(model).Select(b => new Mutant(model.Name, b.What, b.Edit.ToString()));

    public override string ToString() => Name;
}
