using DeepDsl.Analyzers.Shapes;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>A model that doesn't compile, as those see it who propose repairs.</summary>
internal sealed class BrokenModel(DeclaredModel model)
{
    /// <summary>Of a model, from the first on: a declaration with many mistakes is one that is being written.</summary>
    private const int MostProblems = 5;

    public ModelSpec Spec => model.Spec;

    public AttributeSources Sources => model.Sources;

    public IReadOnlyList<StrayAttribute> Strays => model.Strays;

    public IReadOnlyList<Problem> Problems => model.Problems(CancellationToken.None);

    /// <summary>With sizes of run time as they are.</summary>
    public BuiltModel Declared => model.Built;

    /// <summary>With sizes of run time at their largest.</summary>
    public BuiltModel Built => LargestSizes.Of(model.Built);

    /// <summary>What of it makes sense.</summary>
    public ModelGraph Graph => Built.Inference;

    /// <param name="title">Empty for a list of the changes.</param>
    public Draft Draft(string title = "") => new(Spec, Sources, title);

    /// <summary>Whether a change leaves fewer problems, and this one not among them.</summary>
    public bool IsMended(Problem problem, Draft draft)
    {
        if (!draft.IsPossible || draft.ChangedBlocks.Count > 0 || !Problems.Take(MostProblems).Contains(problem))
        {
            return false;
        }

        IReadOnlyList<Problem> left = draft.After.Problems;
        return left.Count < Problems.Count && left.Count(p => p.Kind == problem.Kind) < Problems.Count(p => p.Kind == problem.Kind)
            && !draft.After.Inference.Rows.Any(r =>
                r.Path.Count == 1 && draft.Touched.Contains(r.Path[0]) && WindowsOfPaddingAnalyzer.Dead(r).Any());
    }
}
