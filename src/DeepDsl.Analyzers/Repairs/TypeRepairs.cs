using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Inputs of the wrong type. The other way round an embedding is missing, of sizes that only the user knows.</summary>
internal static class TypeRepairs
{
    private static readonly Remedy Ints = Remedy.Set("Type", "ElementType", "Int32");

    public static IEnumerable<Draft> For(BrokenModel model, Problem problem) =>
        problem.Setting || OpTable.Find(model.Spec.Layers[problem.Path[0]].Kind) is not { Takes: InputElements.Ints } ? []
            : Enumerable.Range(0, problem.Path[0]).Reverse().Where(i => model.Spec.Layers[i].Kind == "Input")
                .Select(i => model.Draft("Declare the input with Type = ElementType.Int32").Apply(new[] { i }, Ints).WithOtherData());
}
